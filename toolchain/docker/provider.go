// Package docker describes the upstream Docker provider to Pulumi's bridge as the official plugin does,
// so that programs and state written for one work with the other.
package docker

import (
	_ "embed"
	"unicode"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	sdkv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/terraform-providers/terraform-provider-docker/shim"
)

const (
	// Name is the package's name.
	Name = "docker"
	// Version is the official version this plugin stands for.
	Version = "5.1.0"

	longestName = 255
)

// Schema is what cmd/docker-schema wrote.
//
//go:embed schema.json
var Schema []byte

// Provider maps every upstream resource and data source that the official plugin has.
func Provider() tfbridge.ProviderInfo {
	info := tfbridge.ProviderInfo{
		P:            sdkv2.NewProvider(shim.Provider()),
		Name:         Name,
		Version:      Version,
		MetadataInfo: tfbridge.NewProviderMetadata([]byte(`{}`)),
		Config:       config(),
		Resources:    resources(),
		DataSources:  dataSources(),
	}
	info.SetAutonaming(longestName, "-")
	return info
}

func config() map[string]*tfbridge.SchemaInfo {
	return map[string]*tfbridge.SchemaInfo{
		"host": {Default: &tfbridge.DefaultInfo{
			Value:   "unix:///var/run/docker.sock",
			EnvVars: []string{"DOCKER_HOST"},
		}},
		"registry_auth": {Name: "registryAuth", MaxItemsOne: tfbridge.False()},
	}
}

func resources() map[string]*tfbridge.ResourceInfo {
	container := resource("Container")
	container.DeleteBeforeReplace = true
	container.Fields = map[string]*tfbridge.SchemaInfo{ // lists that the bridge would make plural
		"command":           {Name: "command"},
		"networks_advanced": {Name: "networksAdvanced"},
	}
	return map[string]*tfbridge.ResourceInfo{
		"docker_buildx_builder": resource("BuildxBuilder"),
		"docker_config":         resource("ServiceConfig"),
		"docker_container":      container,
		"docker_image":          resource("RemoteImage"),
		"docker_network":        resource("Network"),
		"docker_plugin":         resource("Plugin"),
		"docker_registry_image": resource("RegistryImage"),
		"docker_secret":         resource("Secret"),
		"docker_service":        resource("Service"),
		"docker_tag":            resource("Tag"),
		"docker_volume":         resource("Volume"),
	}
}

func dataSources() map[string]*tfbridge.DataSourceInfo {
	return map[string]*tfbridge.DataSourceInfo{
		"docker_image":                    dataSource("getRemoteImage"),
		"docker_logs":                     dataSource("getLogs"),
		"docker_network":                  dataSource("getNetwork"),
		"docker_plugin":                   dataSource("getPlugin"),
		"docker_registry_image":           dataSource("getRegistryImage"),
		"docker_registry_image_manifests": dataSource("getRegistryImageManifests"),
	}
}

func resource(name string) *tfbridge.ResourceInfo {
	return &tfbridge.ResourceInfo{Tok: tokens.Type(token(name))}
}

func dataSource(name string) *tfbridge.DataSourceInfo {
	return &tfbridge.DataSourceInfo{Tok: tokens.ModuleMember(token(name))}
}

func token(name string) string {
	file := string(unicode.ToLower(rune(name[0]))) + name[1:]
	return Name + ":index/" + file + ":" + name
}
