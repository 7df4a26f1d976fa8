package postgresql

import (
	"encoding/base64"
	"testing"
)

// The example of RFC 7677.
func TestVerifierIsTheOneOfTheStandard(t *testing.T) {
	salt, err := base64.StdEncoding.DecodeString("W22ZaJ0SNY7soEsUEjb6gQ==")
	if err != nil {
		t.Fatal(err)
	}
	got, err := scramVerifierWith("pencil", salt)
	if err != nil {
		t.Fatal(err)
	}
	want := "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestVerifierIsTakenAsItIs(t *testing.T) {
	for _, verifier := range []string{"", "md50123456789abcdef0123456789abcdef", "SCRAM-SHA-256$4096:a$b:c"} {
		if got, err := scramVerifier(verifier); err != nil || got != verifier {
			t.Errorf("%q became %q, %v", verifier, got, err)
		}
	}
}
