package standin_test

import (
	"encoding/json"
	"os"
	"reflect"
	"sort"
	"testing"

	"github.com/blang/semver"
	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/integration"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"github.com/owndom/hosting/toolchain/cloudflare"
	"github.com/owndom/hosting/toolchain/postgresql"
)

func TestStandInsServeWhatTheJavaClassesDeclare(t *testing.T) {
	for name, provider := range map[string]p.Provider{
		postgresql.Name: postgresql.Provider(), cloudflare.Name: cloudflare.Provider(),
	} {
		declared, served := declaredSchema(t, name), servedSchema(t, name, provider)
		compare(t, name+" provider", *declared.Provider, *served.Provider)
		same(t, name+" types", described(declared.Types), described(served.Types))
		same(t, name+" resources", names(declared.Resources), names(served.Resources))
		for token, resource := range declared.Resources {
			compare(t, token, resource, served.Resources[token])
		}
		same(t, name+" functions", names(declared.Functions), names(served.Functions))
		for token, function := range declared.Functions {
			compareFunction(t, token, function, served.Functions[token])
		}
	}
	same(t, "versions", declaredSchema(t, postgresql.Name).Version+declaredSchema(t, cloudflare.Name).Version,
		postgresql.Version+cloudflare.Version)
}

func compare(t *testing.T, token string, declared, served schema.ResourceSpec) {
	t.Helper()
	same(t, token+" inputs", facts(declared.InputProperties), facts(served.InputProperties))
	same(t, token+" outputs", facts(bare(declared.Properties)), facts(bare(served.Properties)))
	same(t, token+" required inputs", sorted(declared.RequiredInputs), sorted(served.RequiredInputs))
	same(t, token+" required outputs", sorted(declared.Required), sorted(served.Required))
}

func compareFunction(t *testing.T, token string, declared, served schema.FunctionSpec) {
	t.Helper()
	same(t, token+" inputs", facts(declared.Inputs.Properties), facts(served.Inputs.Properties))
	same(t, token+" outputs", facts(returned(declared).Properties), facts(returned(served).Properties))
	same(t, token+" required outputs", sorted(returned(declared).Required), sorted(returned(served).Required))
}

func returned(function schema.FunctionSpec) *schema.ObjectTypeSpec {
	if function.Outputs != nil {
		return function.Outputs
	}
	return function.ReturnType.ObjectTypeSpec
}

func same(t *testing.T, what string, declared, served any) {
	t.Helper()
	if !reflect.DeepEqual(declared, served) {
		t.Errorf("%s:\n  sdks has    %v\n  plugin has  %v", what, declared, served)
	}
}

// facts are what a program depends on: not the descriptions.
func facts(properties map[string]schema.PropertySpec) map[string]string {
	result := map[string]string{}
	for name, property := range properties {
		property.Description = ""
		property.WillReplaceOnChanges = property.WillReplaceOnChanges || property.ReplaceOnChanges
		property.ReplaceOnChanges = false
		text, err := json.Marshal(property)
		if err != nil {
			panic(err)
		}
		result[name] = string(text)
	}
	return result
}

// bare leaves out of outputs what only has a meaning for inputs.
func bare(properties map[string]schema.PropertySpec) map[string]schema.PropertySpec {
	result := map[string]schema.PropertySpec{}
	for name, property := range properties {
		property.Default, property.DefaultInfo = nil, nil
		property.WillReplaceOnChanges, property.ReplaceOnChanges = false, false
		result[name] = property
	}
	return result
}

func described(types map[string]schema.ComplexTypeSpec) map[string]map[string]string {
	result := map[string]map[string]string{}
	for token, spec := range types {
		result[token] = facts(spec.Properties)
	}
	return result
}

func names[T any](things map[string]T) []string {
	var result []string
	for name := range things {
		result = append(result, name)
	}
	return sorted(result)
}

func sorted(list []string) []string {
	sort.Strings(list)
	return list
}

func declaredSchema(t *testing.T, name string) schema.PackageSpec {
	t.Helper()
	text, err := os.ReadFile("../../sdks/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, string(text))
}

func servedSchema(t *testing.T, name string, provider p.Provider) schema.PackageSpec {
	t.Helper()
	server, err := integration.NewServer(t.Context(), name, semver.MustParse("1.0.0"), integration.WithProvider(provider))
	if err != nil {
		t.Fatal(err)
	}
	response, err := server.GetSchema(p.GetSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, response.Schema)
}

func parsed(t *testing.T, text string) schema.PackageSpec {
	t.Helper()
	var spec schema.PackageSpec
	if err := json.Unmarshal([]byte(text), &spec); err != nil {
		t.Fatal(err)
	}
	return spec
}
