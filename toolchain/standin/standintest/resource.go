package standintest

import (
	"context"
	"fmt"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// What an update does to a resource.
const (
	Same    = "same"
	Create  = "create"
	Update  = "update"
	Replace = "replace"
)

// Resource is one resource as the engine keeps it in state.
type Resource struct {
	engine  *Engine
	urn     resource.URN
	ID      resource.ID
	Inputs  resource.PropertyMap
	Outputs resource.PropertyMap
	// Preview are the outputs that the last preview promised.
	Preview resource.PropertyMap
	// DeleteFirst says whether a replacement would delete before it creates.
	DeleteFirst bool
}

// Resource is one that does not exist yet.
func (e *Engine) Resource(kind, name string) *Resource {
	return &Resource{engine: e, urn: urnOf(tokens.Type(kind), name)}
}

// Up previews and then makes the resource so; replacements are only previewed.
func (r *Resource) Up(inputs map[string]any) (string, error) {
	checked, err := r.Check(inputs)
	if err != nil {
		return "", err
	}
	if r.ID == "" {
		return Create, r.create(checked)
	}
	action, err := r.diff(checked)
	if err != nil || action != Update {
		return action, err
	}
	return action, r.update(checked)
}

// MustUp is Up where only one outcome will do.
func (r *Resource) MustUp(t *testing.T, want string, inputs map[string]any) {
	t.Helper()
	action, err := r.Up(inputs)
	if err != nil {
		t.Fatalf("%s: %v", r.urn.Name(), err)
	}
	if action != want {
		t.Fatalf("%s: %s, want %s", r.urn.Name(), action, want)
	}
}

// Check returns the inputs as the provider completes them, and what it refuses as an error.
func (r *Resource) Check(inputs map[string]any) (resource.PropertyMap, error) {
	response, err := r.engine.provider.Check(context.Background(), plugin.CheckRequest{
		URN: r.urn, Olds: r.Inputs, News: resource.NewPropertyMapFromMap(inputs), AllowUnknowns: true,
		RandomSeed: []byte("0123456789abcdef0123456789abcdef"),
	})
	if err == nil && len(response.Failures) > 0 {
		err = fmt.Errorf("%s: %s", response.Failures[0].Property, response.Failures[0].Reason)
	}
	return response.Properties, err
}

// PreviewCreate fills in Preview for inputs that may have unknown values in them.
func (r *Resource) PreviewCreate(inputs resource.PropertyMap) error {
	planned, err := r.engine.provider.Create(context.Background(), plugin.CreateRequest{
		URN: r.urn, Properties: inputs, Preview: true,
	})
	r.Preview = planned.Properties
	return err
}

func (r *Resource) create(inputs resource.PropertyMap) error {
	if err := r.PreviewCreate(inputs); err != nil {
		return err
	}
	made, err := r.engine.provider.Create(context.Background(), plugin.CreateRequest{URN: r.urn, Properties: inputs})
	if err == nil {
		r.ID, r.Inputs, r.Outputs = made.ID, inputs, made.Properties
	}
	return err
}

func (r *Resource) diff(inputs resource.PropertyMap) (string, error) {
	result, err := r.engine.provider.Diff(context.Background(), plugin.DiffRequest{
		URN: r.urn, ID: r.ID, OldInputs: r.Inputs, OldOutputs: r.Outputs, NewInputs: inputs, AllowUnknowns: true,
	})
	r.DeleteFirst = result.DeleteBeforeReplace
	switch {
	case err != nil:
		return "", err
	case result.Replace():
		return Replace, nil
	case result.Changes == plugin.DiffNone:
		return Same, nil
	default:
		return Update, nil
	}
}

func (r *Resource) update(inputs resource.PropertyMap) error {
	request := plugin.UpdateRequest{
		URN: r.urn, ID: r.ID, OldInputs: r.Inputs, OldOutputs: r.Outputs, NewInputs: inputs, Preview: true,
	}
	planned, err := r.engine.provider.Update(context.Background(), request)
	if err != nil {
		return err
	}
	r.Preview, request.Preview = planned.Properties, false
	changed, err := r.engine.provider.Update(context.Background(), request)
	if err == nil {
		r.Inputs, r.Outputs = inputs, changed.Properties
	}
	return err
}
