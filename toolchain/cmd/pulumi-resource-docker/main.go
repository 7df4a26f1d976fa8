// The Docker plugin: the upstream Terraform provider behind Pulumi's bridge.
package main

import (
	"github.com/owndom/hosting/toolchain/docker"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
)

func main() {
	tfbridge.Main(docker.Name, docker.Version, docker.Provider(), docker.Schema)
}
