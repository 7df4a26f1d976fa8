// Package postgresql stands in for the official PostgreSQL plugin where that cannot be had:
// the same resources, inputs and defaults, as far as sdks/postgresql.json describes them.
package postgresql

import (
	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"

	"github.com/owndom/hosting/toolchain/standin"
)

const (
	// Name is the package's name.
	Name = "postgresql"
	// Version is the official version that this plugin stands in for.
	Version = "3.18.0"
)

// Provider is the plugin.
func Provider() p.Provider {
	provider := standin.BridgeTokens(infer.Provider(infer.Options{
		Config: infer.Config(&Config{}),
		Resources: []infer.InferredResource{
			infer.Resource(&Database{}),
			infer.Resource(&Role{}),
			infer.Resource(&Grant{}),
			infer.Resource(&Extension{}),
		},
	}))
	provider = standin.Autoname(provider, "postgresql:index/database:Database", "postgresql:index/role:Role")
	provider = standin.DeleteFirst(provider, "postgresql:index/grant:Grant")
	return standin.ReconfigureInPlace(standin.RefuseEmptyImports(provider))
}
