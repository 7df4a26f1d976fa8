// Prints the Docker plugin's schema, without what only documentation needs:
//
//	cd toolchain/dockerschema && go run . >../docker/schema.json
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/owndom/hosting/toolchain/docker"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfgen"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag/colors"
)

func main() {
	if err := write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "docker-schema:", err)
		os.Exit(1)
	}
}

func write(out io.Writer) error {
	quiet := diag.DefaultSink(io.Discard, os.Stderr, diag.FormatOptions{Color: colors.Never})
	result, err := tfgen.GenerateSchemaWithOptions(tfgen.GenerateSchemaOptions{
		ProviderInfo: docker.Provider(), DiagnosticsSink: quiet, XInMemoryDocs: true,
	})
	if err != nil {
		return err
	}
	var schema any
	text, err := json.Marshal(result.PackageSpec)
	if err == nil {
		err = json.Unmarshal(text, &schema)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(bare(schema, false))
}

// bare leaves out what only documentation and code generators read. The keys of a map of names are
// properties, of which one may well be called description.
func bare(node any, names bool) any {
	switch node := node.(type) {
	case []any:
		for i := range node {
			node[i] = bare(node[i], false)
		}
	case map[string]any:
		for key, child := range node {
			if !names && slices.Contains(prose, key) {
				delete(node, key)
				continue
			}
			node[key] = bare(child, !names && slices.Contains(namesBelow, key))
		}
	}
	return node
}

var (
	prose      = []string{"description", "language", "deprecationMessage", "attribution"}
	namesBelow = []string{"properties", "inputProperties", "variables"}
)
