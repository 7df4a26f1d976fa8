package postgresql

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

func value[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}

func setDefault[T any](field **T, otherwise T) {
	if *field == nil {
		*field = &otherwise
	}
}

// keep gives an input that is not said its last value.
func keep[T string | bool](field **T, old property.Map, name string) {
	if *field != nil {
		return
	}
	switch last := old.Get(name); {
	case last.IsString():
		if text, ok := any(last.AsString()).(T); ok {
			*field = &text
		}
	case last.IsBool():
		if flag, ok := any(last.AsBool()).(T); ok {
			*field = &flag
		}
	}
}

// differs says whether a given input asks for something else than what is there.
func differs[T comparable](given *T, actual T) bool {
	return given != nil && *given != actual
}

// refreshed is the input that belongs to what was read: inputs that were never given stay away,
// except for an import, which shows all of them.
func refreshed[T any](input *T, actual T, importing bool) *T {
	if input == nil && !importing {
		return nil
	}
	return &actual
}

// sameOrder keeps the wanted order where both lists have the same members, in whatever order.
func sameOrder(wanted, actual []string) []string {
	if slices.Equal(slices.Sorted(slices.Values(wanted)), slices.Sorted(slices.Values(actual))) {
		return wanted
	}
	return actual
}
