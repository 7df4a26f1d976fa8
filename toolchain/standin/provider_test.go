package standin_test

import (
	"context"
	"testing"

	p "github.com/pulumi/pulumi-go-provider"

	"github.com/owndom/hosting/toolchain/standin"
)

func TestAReconfiguredProviderIsNotReplaced(t *testing.T) {
	provider := standin.ReconfigureInPlace(p.Provider{
		DiffConfig: func(context.Context, p.DiffRequest) (p.DiffResponse, error) {
			return p.DiffResponse{HasChanges: true, DetailedDiff: map[string]p.PropertyDiff{
				"password": {Kind: p.UpdateReplace},
				"host":     {Kind: p.AddReplace},
				"port":     {Kind: p.DeleteReplace},
			}}, nil
		},
	})
	response, err := provider.DiffConfig(context.Background(), p.DiffRequest{})
	if err != nil || !response.HasChanges {
		t.Fatal(response, err)
	}
	for property, want := range map[string]p.DiffKind{"password": p.Update, "host": p.Add, "port": p.Delete} {
		if got := response.DetailedDiff[property].Kind; got != want {
			t.Errorf("%s: %s instead of %s", property, got, want)
		}
	}
}
