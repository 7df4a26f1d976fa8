// Package cloudflare stands in for the official Cloudflare plugin where that cannot be had:
// the same resources and inputs, as far as sdks/cloudflare.json describes them.
package cloudflare

import (
	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"

	"github.com/owndom/hosting/toolchain/standin"
)

const (
	// Name is the package's name.
	Name = "cloudflare"
	// Version is the official version that this plugin stands in for.
	Version = "6.17.0"
)

// Provider is the plugin.
func Provider() p.Provider {
	return standin.ReconfigureInPlace(standin.RefuseEmptyImports(standin.BridgeTokens(infer.Provider(infer.Options{
		Config: infer.Config(&Config{}),
		Resources: []infer.InferredResource{
			infer.Resource(&DNSRecord{}),
			infer.Resource(&ZoneSetting{}),
		},
		Functions: []infer.InferredFunction{
			infer.Function(&GetDNSRecords{}),
		},
	}))))
}
