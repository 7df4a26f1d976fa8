package cloudflare_test

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/owndom/hosting/toolchain/cloudflare"
	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

const (
	records = "/client/v4/zones/z/dns_records"
	first   = records + "/record-1"
)

func dnsRecord(engine *Engine) *Resource {
	return engine.Resource("cloudflare:index/dnsRecord:DnsRecord", "record")
}

func address() map[string]any {
	return map[string]any{
		"zoneId": "z", "name": "a.example.com", "type": "A", "content": "203.0.113.5", "ttl": 1, "proxied": true,
	}
}

func TestRecordIsMadeChangedAndDeleted(t *testing.T) {
	fake, engine := startAPI(t)
	record, inputs := dnsRecord(engine), address()
	record.MustUp(t, Create, inputs)
	fake.asked(t, "POST "+records)
	if record.ID != "record-1" || record.Outputs["createdOn"].V != "2026-01-01T00:00:00Z" {
		t.Errorf("%s: %v", record.ID, record.Outputs)
	}
	if record.Preview["content"].V != "203.0.113.5" || !record.Preview["createdOn"].IsComputed() {
		t.Errorf("preview %v", record.Preview)
	}
	record.MustUp(t, Same, inputs)
	record.MustStay(t)
	fake.asked(t, "GET "+first)

	inputs["content"], inputs["comment"] = "203.0.113.6", "moved"
	inputs["tags"], inputs["settings"] = []any{"owner:web"}, map[string]any{"ipv4Only": true}
	record.MustUp(t, Update, inputs)
	fake.asked(t, "PUT "+first)
	if thing := fake.things[first]; thing["content"] != "203.0.113.6" || thing["comment"] != "moved" {
		t.Errorf("the API has %v", thing)
	}
	record.MustStay(t)
	record.MustDelete(t)
	record.MustBeGone(t)
	record.MustDelete(t) // once more is no error
}

func TestRecordDriftIsSeenAndUndone(t *testing.T) {
	fake, engine := startAPI(t)
	record := dnsRecord(engine)
	record.MustUp(t, Create, address())
	fake.things[first]["content"], fake.things[first]["proxied"] = "198.51.100.1", false
	if _, err := record.Refresh(); err != nil {
		t.Fatal(err)
	}
	record.MustUp(t, Update, address())
	if thing := fake.things[first]; thing["content"] != "203.0.113.5" || thing["proxied"] != true {
		t.Errorf("the API has %v", thing)
	}
}

func TestRecordNameMayBeRelativeToTheZone(t *testing.T) {
	fake, engine := startAPI(t)
	record, inputs := dnsRecord(engine), address()
	inputs["name"] = "a"
	record.MustUp(t, Create, inputs)
	fake.things[first]["name"] = "a.example.com"
	if _, err := record.Refresh(); err != nil {
		t.Fatal(err)
	}
	record.MustUp(t, Same, inputs)
}

func TestRecordReplacesZoneAndType(t *testing.T) {
	_, engine := startAPI(t)
	record := dnsRecord(engine)
	record.MustUp(t, Create, address())
	for input, value := range map[string]any{"zoneId": "other", "type": "AAAA"} {
		inputs := address()
		inputs[input] = value
		record.MustUp(t, Replace, inputs)
	}
}

func TestRecordCanBeImported(t *testing.T) {
	_, engine := startAPI(t)
	dnsRecord(engine).MustUp(t, Create, address())
	imported := dnsRecord(engine)
	imported.Import(t, "z/record-1")
	if imported.ID != "record-1" {
		t.Errorf("id %s", imported.ID)
	}
	imported.MustUp(t, Same, address())
	for id, reason := range map[string]string{"record-1": "zoneId/", "z/record-2": "to import"} {
		imported.ID, imported.Inputs, imported.Outputs = resource.ID(id), nil, nil
		if _, err := imported.Refresh(); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("import of %s: %v", id, err)
		}
	}
}

func TestProxiedRecordLeavesTheTTLToCloudflare(t *testing.T) {
	fake, engine := startAPI(t)
	inputs := address()
	inputs["ttl"] = 300
	if _, err := dnsRecord(engine).Up(inputs); err == nil || !strings.Contains(err.Error(), "ttl must be set to 1") {
		t.Errorf("error: %v", err)
	}
	fake.asked(t)
}

func TestRefusalIsShownWithoutTheToken(t *testing.T) {
	_, engine := startAPI(t)
	inputs := address()
	inputs["content"] = "refused"
	_, err := dnsRecord(engine).Up(inputs)
	if err == nil || !strings.Contains(err.Error(), "An identical record already exists") || strings.Contains(err.Error(), token) {
		t.Errorf("error: %v", err)
	}
}

func TestTokenMustLookLikeOne(t *testing.T) {
	err := ConfigureError(t, cloudflare.Name, cloudflare.Version, cloudflare.Provider(), map[string]any{"apiToken": "short"})
	if err == nil || !strings.Contains(err.Error(), "apiToken") {
		t.Errorf("error: %v", err)
	}
}

func TestWithoutATokenTheErrorSaysWhatToSet(t *testing.T) {
	for _, variable := range []string{"CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_KEY", "CLOUDFLARE_API_USER_SERVICE_KEY"} {
		t.Setenv(variable, "")
	}
	engine := Start(t, cloudflare.Name, cloudflare.Version, cloudflare.Provider(), nil)
	if _, err := dnsRecord(engine).Up(address()); err == nil || !strings.Contains(err.Error(), "CLOUDFLARE_API_TOKEN") {
		t.Errorf("error: %v", err)
	}
}
