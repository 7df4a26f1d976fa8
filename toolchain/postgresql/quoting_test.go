package postgresql

import (
	"slices"
	"testing"
)

func TestNamesAndTextsAreQuoted(t *testing.T) {
	for got, want := range map[string]string{
		identifier(`a"; DROP`):            `"a""; DROP"`,
		identifiers([]string{"a", "b c"}): `"a", "b c"`,
		literal(`it's`):                   `'it''s'`,
		literal(`back\slash`):             ` E'back\\slash'`,
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestStoredListIsReadBack(t *testing.T) {
	got := splitIdentifiers(`"a, ""b""", public, "$user"`)
	if want := []string{`a, "b"`, "public", "$user"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
