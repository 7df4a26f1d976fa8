// Package standintest drives a plugin as the engine does, with the engine's own client, over gRPC.
package standintest

import (
	"context"
	"fmt"
	"net"
	"testing"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"
)

const pipeSize = 1 << 20

// Engine holds one configured provider.
type Engine struct {
	provider plugin.Provider
}

// Start serves the provider for one test and configures it.
func Start(t *testing.T, name, version string, provider p.Provider, config map[string]any) *Engine {
	t.Helper()
	engine := &Engine{provider: plugin.NewProviderWithClient(nil, client(t, name, version, provider), false)}
	if err := engine.configure(name, config); err != nil {
		t.Fatal(err)
	}
	return engine
}

// ConfigureError is what the provider says to a configuration that it refuses.
func ConfigureError(t *testing.T, name, version string, provider p.Provider, config map[string]any) error {
	t.Helper()
	engine := &Engine{provider: plugin.NewProviderWithClient(nil, client(t, name, version, provider), false)}
	if err := engine.configure(name, config); err != nil {
		return err
	}
	// The engine hears of it with the first resource.
	_, err := engine.provider.Read(context.Background(), plugin.ReadRequest{URN: urnOf("test:index:Any", "any"), ID: "any"})
	return err
}

func (e *Engine) configure(name string, config map[string]any) error {
	inputs := resource.NewPropertyMapFromMap(config)
	kind, logical, id := tokens.Type("pulumi:providers:"+name), "server", resource.ID("1")
	urn := urnOf(kind, logical)
	checked, err := e.provider.CheckConfig(context.Background(), plugin.CheckConfigRequest{URN: urn, News: inputs})
	if err != nil {
		return err
	}
	_, err = e.provider.Configure(context.Background(), plugin.ConfigureRequest{
		URN: &urn, Name: &logical, Type: &kind, ID: &id, Inputs: checked.Properties,
	})
	return err
}

func client(t *testing.T, name, version string, provider p.Provider) rpc.ResourceProviderClient {
	t.Helper()
	served, err := p.RawServer(name, version, provider)(nil)
	if err != nil {
		t.Fatal(err)
	}
	pipe := bufconn.Listen(pipeSize)
	server := grpc.NewServer()
	rpc.RegisterResourceProviderServer(server, served)
	go server.Serve(pipe)
	t.Cleanup(server.Stop)
	dial := func(ctx context.Context, _ string) (net.Conn, error) { return pipe.DialContext(ctx) }
	connection, err := grpc.NewClient("passthrough:///pipe",
		grpc.WithContextDialer(dial), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	return rpc.NewResourceProviderClient(connection)
}

func urnOf(kind tokens.Type, name string) resource.URN {
	return resource.NewURN("test", "toolchain", "", kind, name)
}

// Invoke calls a function of the provider.
func (e *Engine) Invoke(token string, args map[string]any) (resource.PropertyMap, error) {
	response, err := e.provider.Invoke(context.Background(), plugin.InvokeRequest{
		Tok: tokens.ModuleMember(token), Args: resource.NewPropertyMapFromMap(args),
	})
	return response.Properties, err
}

// ReplacesFor are the settings of the provider's own whose change would replace all that it made.
func (e *Engine) ReplacesFor(name string, before, after map[string]any) ([]resource.PropertyKey, error) {
	olds, news := resource.NewPropertyMapFromMap(before), resource.NewPropertyMapFromMap(after)
	response, err := e.provider.DiffConfig(context.Background(), plugin.DiffConfigRequest{
		URN: urnOf(tokens.Type("pulumi:providers:"+name), "server"), OldInputs: olds, OldOutputs: olds, NewInputs: news,
		AllowUnknowns: true,
	})
	if err == nil && response.Changes != plugin.DiffSome {
		err = fmt.Errorf("the change is not seen: %v", response)
	}
	return response.ReplaceKeys, err
}
