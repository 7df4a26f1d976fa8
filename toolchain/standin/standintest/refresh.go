package standintest

import (
	"context"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// Refresh reads the resource into state and says whether it still exists.
func (r *Resource) Refresh() (bool, error) {
	read, err := r.engine.provider.Read(context.Background(), plugin.ReadRequest{
		URN: r.urn, ID: r.ID, Inputs: r.Inputs, State: r.Outputs,
	})
	if err != nil || read.ID == "" {
		return false, err
	}
	r.ID, r.Inputs, r.Outputs = read.ID, read.Inputs, read.Outputs
	return true, nil
}

// MustStay refreshes and fails when that changes anything.
func (r *Resource) MustStay(t *testing.T) {
	t.Helper()
	inputs, outputs := r.Inputs, r.Outputs
	if exists, err := r.Refresh(); err != nil || !exists {
		t.Fatalf("%s: exists %t, %v", r.urn.Name(), exists, err)
	}
	if diff := inputs.Diff(r.Inputs); diff != nil {
		t.Errorf("%s: refresh changed inputs %v, from %v to %v", r.urn.Name(), diff.ChangedKeys(), inputs, r.Inputs)
	}
	if diff := outputs.Diff(r.Outputs); diff != nil {
		t.Errorf("%s: refresh changed outputs %v, from %v to %v", r.urn.Name(), diff.ChangedKeys(), outputs, r.Outputs)
	}
}

// MustBeGone refreshes and fails when the resource is still there.
func (r *Resource) MustBeGone(t *testing.T) {
	t.Helper()
	if exists, err := r.Refresh(); err != nil || exists {
		t.Fatalf("%s: exists %t, %v", r.urn.Name(), exists, err)
	}
}

// Import reads what is there under an id.
func (r *Resource) Import(t *testing.T, id string) {
	t.Helper()
	r.ID, r.Inputs, r.Outputs = resource.ID(id), nil, nil
	if exists, err := r.Refresh(); err != nil || !exists {
		t.Fatalf("import %s: exists %t, %v", id, exists, err)
	}
}

// Delete deletes the resource.
func (r *Resource) Delete() error {
	_, err := r.engine.provider.Delete(context.Background(), plugin.DeleteRequest{
		URN: r.urn, ID: r.ID, Inputs: r.Inputs, Outputs: r.Outputs,
	})
	return err
}

// MustDelete is Delete that has to succeed.
func (r *Resource) MustDelete(t *testing.T) {
	t.Helper()
	if err := r.Delete(); err != nil {
		t.Fatalf("delete %s: %v", r.urn.Name(), err)
	}
}
