package cloudflare_test

import (
	"testing"

	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

const ssl = "/client/v4/zones/z/settings/ssl"

func zoneSetting(engine *Engine) *Resource {
	return engine.Resource("cloudflare:index/zoneSetting:ZoneSetting", "ssl")
}

func TestSettingIsGivenItsValueAndLeftThere(t *testing.T) {
	fake, engine := startAPI(t)
	setting := zoneSetting(engine)
	inputs := map[string]any{"zoneId": "z", "settingId": "ssl", "value": "strict"}
	setting.MustUp(t, Create, inputs)
	fake.asked(t, "PATCH "+ssl)
	setting.MustUp(t, Same, inputs)
	setting.MustStay(t)
	fake.asked(t, "GET "+ssl)
	inputs["value"] = "full"
	setting.MustUp(t, Update, inputs)
	fake.asked(t, "PATCH "+ssl)

	fake.things[ssl]["value"] = "off"
	if _, err := setting.Refresh(); err != nil {
		t.Fatal(err)
	}
	setting.MustUp(t, Update, inputs)
	fake.requests = nil
	setting.MustDelete(t)
	fake.asked(t)
	if fake.things[ssl]["value"] != "full" {
		t.Errorf("left as %v", fake.things[ssl]["value"])
	}
}

func TestSettingMayHaveAStructure(t *testing.T) {
	fake, engine := startAPI(t)
	path := "/client/v4/zones/z/settings/security_header"
	fake.things[path] = map[string]any{"id": "security_header", "editable": true}
	setting := zoneSetting(engine)
	inputs := map[string]any{"zoneId": "z", "settingId": "security_header", "value": map[string]any{
		"strict_transport_security": map[string]any{"enabled": true, "max_age": 86400},
	}}
	setting.MustUp(t, Create, inputs)
	setting.MustUp(t, Same, inputs)
	setting.MustStay(t)
}

func TestSettingCanBeImportedAndReplaced(t *testing.T) {
	_, engine := startAPI(t)
	setting := zoneSetting(engine)
	setting.Import(t, "z/ssl")
	setting.MustUp(t, Same, map[string]any{"zoneId": "z", "settingId": "ssl", "value": "off"})
	setting.MustUp(t, Replace, map[string]any{"zoneId": "z", "settingId": "tls_1_3", "value": "off"})
	setting.MustUp(t, Replace, map[string]any{"zoneId": "y", "settingId": "ssl", "value": "off"})
}
