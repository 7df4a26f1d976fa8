// Package standin holds what the stand-ins have in common: the behaviours of the official plugins
// that come from Pulumi's bridge.
package standin

import (
	"context"
	"fmt"
	"slices"
	"strings"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

const (
	suffixLength = 7
	longestName  = 255
)

// DeleteFirst makes replacements of these types delete the old resource before they create the new one.
func DeleteFirst(provider p.Provider, types ...string) p.Provider {
	diff := provider.Diff
	provider.Diff = func(ctx context.Context, request p.DiffRequest) (p.DiffResponse, error) {
		response, err := diff(ctx, request)
		response.DeleteBeforeReplace = slices.Contains(types, string(request.Urn.Type()))
		return response, err
	}
	return provider
}

// Autoname gives resources of these types that have no name one made of the logical name and seven
// hexadecimal digits, once for all.
func Autoname(provider p.Provider, types ...string) p.Provider {
	check := provider.Check
	provider.Check = func(ctx context.Context, request p.CheckRequest) (p.CheckResponse, error) {
		if slices.Contains(types, string(request.Urn.Type())) && request.Inputs.Get("name").IsNull() {
			name, err := nameFor(request)
			if err != nil {
				return p.CheckResponse{}, err
			}
			request.Inputs = request.Inputs.Set("name", name)
		}
		return check(ctx, request)
	}
	return provider
}

// ReconfigureInPlace makes a change of the plugin's own settings no reason to replace what it made: a new password or
// token would else delete every database or record.
func ReconfigureInPlace(provider p.Provider) p.Provider {
	diff := provider.DiffConfig
	provider.DiffConfig = func(ctx context.Context, request p.DiffRequest) (p.DiffResponse, error) {
		response, err := diff(ctx, request)
		response.DeleteBeforeReplace = false
		for name, change := range response.DetailedDiff {
			change.Kind = p.DiffKind(strings.TrimSuffix(string(change.Kind), "&replace"))
			response.DetailedDiff[name] = change
		}
		return response, err
	}
	return provider
}

// RefuseEmptyImports makes an import of what does not exist an error; the engine would take it for a resource.
func RefuseEmptyImports(provider p.Provider) p.Provider {
	read := provider.Read
	provider.Read = func(ctx context.Context, request p.ReadRequest) (p.ReadResponse, error) {
		response, err := read(ctx, request)
		if err == nil && response.ID == "" && request.Properties.Len() == 0 {
			err = fmt.Errorf("there is no %s with the id %q to import", request.Urn.Type().Name(), request.ID)
		}
		return response, err
	}
	return provider
}

func nameFor(request p.CheckRequest) (property.Value, error) {
	if old := request.State.Get("name"); old.IsString() {
		return old, nil
	}
	name, err := resource.NewUniqueName(
		request.RandomSeed, request.Urn.Name()+"-", suffixLength, longestName, []rune("0123456789abcdef"))
	return property.New(name), err
}
