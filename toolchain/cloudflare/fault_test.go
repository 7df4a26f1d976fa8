package cloudflare_test

import (
	"strings"
	"testing"

	"github.com/owndom/hosting/toolchain/cloudflare"
	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

func expect(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("no %q in: %v", part, err)
		}
	}
	if strings.Contains(err.Error(), token) {
		t.Errorf("the token is in: %v", err)
	}
}

func TestTooManyRequestsAreTriedAgainWhenCloudflareSays(t *testing.T) {
	fake, engine := startAPI(t)
	fake.faults = []fault{{429, 971, "Please wait", "0"}, {429, 971, "Please wait", "0"}}
	dnsRecord(engine).MustUp(t, Create, address())
	fake.asked(t, "POST "+records, "POST "+records, "POST "+records)
}

func TestALongWaitIsLeftToThePerson(t *testing.T) {
	fake, engine := startAPI(t)
	fake.faults = []fault{{429, 971, "Please wait", "300"}}
	_, err := dnsRecord(engine).Up(address())
	expect(t, err, "cannot create A record a.example.com in zone z", "no request for 5m0s")
	fake.asked(t, "POST "+records)
}

func TestPatienceEnds(t *testing.T) {
	fake, engine := startAPI(t)
	for range 5 {
		fake.faults = append(fake.faults, fault{429, 971, "Please wait", "0"})
	}
	_, err := dnsRecord(engine).Up(address())
	expect(t, err, "429: Please wait (code 971)", "asked 5 times")
}

func TestAServersErrorIsTriedAgainWhereThatIsSafe(t *testing.T) {
	fake, engine := startAPI(t)
	record, inputs := dnsRecord(engine), address()
	record.MustUp(t, Create, inputs)
	fake.asked(t, "POST "+records)
	fake.faults = []fault{{502, 0, "Bad gateway", "0"}, {503, 0, "Unavailable", "0"}}
	inputs["content"] = "203.0.113.9"
	record.MustUp(t, Update, inputs)
	fake.asked(t, "PUT "+first, "PUT "+first, "PUT "+first)
	fake.faults = []fault{{500, 0, "Oops", "0"}}
	record.MustDelete(t)
	fake.asked(t, "DELETE "+first, "DELETE "+first)
}

func TestACreationIsNotRepeatedAfterAServersError(t *testing.T) {
	fake, engine := startAPI(t)
	fake.faults = []fault{{502, 10001, "Bad gateway", "0"}}
	_, err := dnsRecord(engine).Up(address())
	expect(t, err, "cannot create A record a.example.com", "502: Bad gateway (code 10001)", "cloudflarestatus.com")
	fake.asked(t, "POST "+records)
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	for code, parts := range map[int][]string{
		10000: {"permission Zone / DNS: Edit"},
		9109:  {"token is not valid here", "pulumi config set --secret cloudflare:apiToken"},
		81057: {"Import the record that is there"},
		81058: {"Import the record that is there"},
		81053: {"CNAME stands alone"},
		81054: {"CNAME stands alone"},
		7003:  {"the zone's id"},
		1004:  {"Correct it"},
	} {
		fake, engine := startAPI(t)
		fake.faults = []fault{{400, code, "It is refused.", ""}}
		_, err := dnsRecord(engine).Up(address())
		expect(t, err, append(parts, "cannot create A record a.example.com in zone z", "It is refused (code")...)
	}
}

func TestASettingWithoutRightsNamesItsPermission(t *testing.T) {
	fake, engine := startAPI(t)
	fake.faults = []fault{{403, 10000, "Authentication error", ""}}
	_, err := zoneSetting(engine).Up(map[string]any{"zoneId": "z", "settingId": "ssl", "value": "strict"})
	expect(t, err, "cannot change setting ssl in zone z", "permission Zone / Zone Settings: Edit")
}

func TestAnUnreachableAPIIsNamed(t *testing.T) {
	engine := Start(t, cloudflare.Name, cloudflare.Version, cloudflare.Provider(), map[string]any{
		"baseUrl": "http://127.0.0.1:1/client/v4/", "apiToken": token,
	})
	_, err := dnsRecord(engine).Up(address())
	expect(t, err, "cannot create A record a.example.com", "127.0.0.1:1", "refused")
}

func TestAnotherTokenReplacesNoRecord(t *testing.T) {
	_, engine := startAPI(t)
	replaced, err := engine.ReplacesFor(cloudflare.Name,
		map[string]any{"apiToken": token}, map[string]any{"apiToken": token + "-2", "baseUrl": "http://127.0.0.1:1/"})
	if err != nil || len(replaced) > 0 {
		t.Errorf("replaced for %v, error %v", replaced, err)
	}
}
