package cloudflare_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/owndom/hosting/toolchain/cloudflare"
	"github.com/owndom/hosting/toolchain/standin/standintest"
)

const token = "0123456789-token-of-forty-characters-and-more"

// api answers as Cloudflare's API does for records and settings of zone "z".
type api struct {
	mutex    sync.Mutex
	things   map[string]map[string]any // by path
	requests []string
	made     int
	faults   []fault
}

// fault is the answer to a request in place of the right one.
type fault struct {
	status, code int
	message      string
	retryAfter   string
}

func startAPI(t *testing.T) (*api, *standintest.Engine) {
	t.Helper()
	fake := &api{things: map[string]map[string]any{
		"/client/v4/zones/z/settings/ssl": {
			"id": "ssl", "value": "off", "editable": true, "modified_on": "2026-01-01T00:00:00Z",
		},
	}}
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	return fake, standintest.Start(t, cloudflare.Name, cloudflare.Version, cloudflare.Provider(), map[string]any{
		"baseUrl": server.URL + "/client/v4/", "apiToken": token,
	})
}

func (a *api) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	body := map[string]any{}
	if request.ContentLength > 0 && json.NewDecoder(request.Body).Decode(&body) != nil {
		refuse(response, http.StatusBadRequest, 9207, "Request body is invalid.")
		return
	}
	a.requests = append(a.requests, request.Method+" "+request.URL.Path)
	if request.Header.Get("Authorization") != "Bearer "+token {
		refuse(response, http.StatusForbidden, 10000, "Authentication error")
		return
	}
	if len(a.faults) > 0 {
		next := a.faults[0]
		a.faults = a.faults[1:]
		if next.retryAfter != "" {
			response.Header().Set("Retry-After", next.retryAfter)
		}
		refuse(response, next.status, next.code, next.message)
		return
	}
	if request.Method == http.MethodGet && strings.HasSuffix(request.URL.Path, "/dns_records") {
		a.list(response, request.URL)
		return
	}
	a.handle(response, request.Method, request.URL.Path, body)
}

// list answers with the records whose type was asked for, two on a page.
func (a *api) list(response http.ResponseWriter, asked *url.URL) {
	paths := make([]string, 0, len(a.things))
	for path, thing := range a.things {
		kind := asked.Query().Get("type")
		if strings.HasPrefix(path, asked.Path+"/") && (kind == "" || thing["type"] == kind) {
			paths = append(paths, path)
		}
	}
	sort.Strings(paths)
	page, _ := strconv.Atoi(asked.Query().Get("page"))
	shown := []any{}
	for i := 2 * (max(page, 1) - 1); i < min(2*max(page, 1), len(paths)); i++ {
		shown = append(shown, a.things[paths[i]])
	}
	answer(response, http.StatusOK, map[string]any{"success": true, "errors": []any{}, "messages": []any{}, "result": shown})
}

func (a *api) handle(response http.ResponseWriter, method, path string, body map[string]any) {
	if method == http.MethodPost && body["content"] == "refused" {
		refuse(response, http.StatusBadRequest, 81058, "An identical record already exists.")
		return
	}
	if method == http.MethodPost {
		a.made++
		body["id"] = fmt.Sprintf("record-%d", a.made)
		body["proxiable"], body["meta"] = true, map[string]any{"auto_added": false}
		body["created_on"], body["modified_on"] = "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"
		path += "/" + body["id"].(string)
		a.things[path] = body
	}
	thing, found := a.things[path]
	if !found {
		refuse(response, http.StatusNotFound, 81044, "Record does not exist.")
		return
	}
	switch method {
	case http.MethodPut, http.MethodPatch:
		for key, value := range body {
			thing[key] = value
		}
	case http.MethodDelete:
		delete(a.things, path)
		thing = map[string]any{"id": thing["id"]}
	}
	answer(response, http.StatusOK, map[string]any{"success": true, "errors": []any{}, "messages": []any{}, "result": thing})
}

func refuse(response http.ResponseWriter, status, code int, message string) {
	answer(response, status, map[string]any{
		"success": false, "errors": []any{map[string]any{"code": code, "message": message}}, "messages": []any{}, "result": nil,
	})
}

func answer(response http.ResponseWriter, status int, body any) {
	response.Header().Set("Content-Type", "application/json")
	response.WriteHeader(status)
	_ = json.NewEncoder(response).Encode(body)
}

func (a *api) asked(t *testing.T, want ...string) {
	t.Helper()
	if got := strings.Join(a.requests, ", "); got != strings.Join(want, ", ") {
		t.Errorf("requests %s, want %s", got, strings.Join(want, ", "))
	}
	a.requests = nil
}
