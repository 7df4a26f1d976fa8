// Package shim hands out the upstream Docker provider. Its path lies below the upstream module's,
// which is what allows it to import that module's internal package.
package shim

import (
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/terraform-providers/terraform-provider-docker/internal/provider"
)

// Provider returns the upstream provider.
func Provider() *schema.Provider {
	return provider.New("pulumi")()
}
