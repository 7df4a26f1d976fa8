package cloudflare_test

import (
	"fmt"
	"strings"
	"testing"
)

const getDNSRecords = "cloudflare:index/getDnsRecords:getDnsRecords"

func TestRecordsAreListedPageAfterPage(t *testing.T) {
	fake, engine := startAPI(t)
	for i := 1; i <= 5; i++ {
		kind := "A"
		if i == 5 {
			kind = "CNAME"
		}
		fake.things[fmt.Sprintf("%s/%d", records, i)] = map[string]any{
			"id": fmt.Sprint(i), "name": fmt.Sprintf("%d.example.com", i), "type": kind, "content": "203.0.113.5",
		}
	}
	for want, args := range map[string]map[string]any{
		"1 2 3 4 5": {"zoneId": "z"},
		"1 2 3":     {"zoneId": "z", "maxItems": 3},
		"1 2 3 4":   {"zoneId": "z", "type": "A"},
		"":          {"zoneId": "y"},
	} {
		found, err := engine.Invoke(getDNSRecords, args)
		if err != nil {
			t.Fatal(err)
		}
		ids := []string{}
		for _, record := range found["results"].ArrayValue() {
			ids = append(ids, record.ObjectValue()["id"].StringValue())
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%v: listed %q, want %q", args, got, want)
		}
	}
}

func TestListWithoutRightsSaysWhichOneIsMissing(t *testing.T) {
	fake, engine := startAPI(t)
	fake.faults = []fault{{status: 403, code: 10000, message: "Authentication error"}}
	_, err := engine.Invoke(getDNSRecords, map[string]any{"zoneId": "z"})
	expect(t, err, "cannot list DNS records in zone z", "403: Authentication error (code 10000)", "Zone / DNS: Read or Edit")
	if _, err := engine.Invoke(getDNSRecords, map[string]any{}); err == nil {
		t.Error("no zone, no error")
	}
}
