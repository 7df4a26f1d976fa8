package docker

import (
	"encoding/json"
	"testing"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/urn"
)

func TestEveryUpstreamResourceIsServed(t *testing.T) {
	info := Provider()
	served := readSchema(t)
	info.P.ResourcesMap().Range(func(name string, upstream shim.Resource) bool {
		mapped := info.Resources[name]
		if mapped == nil {
			t.Errorf("%s is not mapped", name)
			return true
		}
		checkProperties(t, mapped, upstream, served.Resources[mapped.Tok.String()].Properties)
		return true
	})
	info.P.DataSourcesMap().Range(func(name string, _ shim.Resource) bool {
		if info.DataSources[name] == nil {
			t.Errorf("data source %s is not mapped", name)
		} else if _, found := served.Functions[info.DataSources[name].Tok.String()]; !found {
			t.Errorf("the schema lacks %s: see dockerschema", name)
		}
		return true
	})
}

func checkProperties(
	t *testing.T, mapped *tfbridge.ResourceInfo, upstream shim.Resource, served map[string]schema.PropertySpec,
) {
	t.Helper()
	upstream.Schema().Range(func(name string, _ shim.Schema) bool {
		pulumi := tfbridge.TerraformToPulumiNameV2(name, upstream.Schema(), mapped.Fields)
		if _, found := served[pulumi]; !found && name != "id" {
			t.Errorf("the schema of %s lacks %s (%s upstream): see dockerschema", mapped.Tok, pulumi, name)
		}
		return true
	})
}

func TestNamesThatProgramsUse(t *testing.T) {
	served := readSchema(t)
	for token, properties := range map[string][]string{
		"docker:index/container:Container": {
			"command", "networksAdvanced", "envs", "ports", "mounts", "volumes", "uploads", "healthcheck", "dns",
			"entrypoints", "logOpts", "memorySwap", "destroyGraceSeconds", "waitTimeout", "exitCode", "pidMode",
		},
		"docker:index/network:Network":             {"ipamConfigs", "options", "internal", "labels"},
		"docker:index/remoteImage:RemoteImage":     {"name", "build", "triggers", "keepLocally", "imageId", "repoDigest"},
		"docker:index/serviceConfig:ServiceConfig": {"data", "name"},
	} {
		for _, property := range properties {
			if _, found := served.Resources[token].Properties[property]; !found {
				t.Errorf("%s has no %s", token, property)
			}
		}
	}
	if _, found := served.Provider.InputProperties["registryAuth"]; !found {
		t.Error("the provider has no registryAuth")
	}
}

func TestContainerIsDeletedFirstAndNamedByItself(t *testing.T) {
	container := Provider().Resources["docker_container"]
	if !container.DeleteBeforeReplace {
		t.Error("a container would be created before the old one is deleted")
	}
	name, err := container.Fields["name"].Default.ComputeDefault(t.Context(), tfbridge.ComputeDefaultOptions{
		URN: urn.New("test", "toolchain", "", "docker:index/container:Container", "web"),
	})
	if err != nil || len(name.(string)) != len("web-1234567") {
		t.Errorf("name %v, %v", name, err)
	}
}

func readSchema(t *testing.T) schema.PackageSpec {
	t.Helper()
	var spec schema.PackageSpec
	if err := json.Unmarshal(Schema, &spec); err != nil {
		t.Fatal(err)
	}
	return spec
}
