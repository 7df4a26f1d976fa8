package standin

import (
	"context"
	"encoding/json"

	p "github.com/pulumi/pulumi-go-provider"
)

// BridgeTokens makes the schema say that postgresql:index/role:Role is Role of the module index,
// as every bridged plugin's schema does.
func BridgeTokens(provider p.Provider) p.Provider {
	get := provider.GetSchema
	provider.GetSchema = func(ctx context.Context, request p.GetSchemaRequest) (p.GetSchemaResponse, error) {
		response, err := get(ctx, request)
		if err != nil {
			return response, err
		}
		var schema map[string]any
		if err := json.Unmarshal([]byte(response.Schema), &schema); err != nil {
			return response, err
		}
		schema["meta"] = map[string]string{"moduleFormat": "(.*)(?:/[^/]*)"}
		text, err := json.Marshal(schema)
		response.Schema = string(text)
		return response, err
	}
	return provider
}
