package postgresql_test

import (
	"fmt"
	"net"
	"os/exec"
	"strings"
	"testing"

	"github.com/owndom/hosting/toolchain/postgresql"
	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

func TestPreviewNeedsNoServer(t *testing.T) {
	engine := startWith(t, map[string]any{"host": "127.0.0.1", "port": 1, "password": "x"})
	db := database(engine, "later")
	inputs, err := db.Check(map[string]any{"name": "later"})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.PreviewCreate(inputs); err != nil {
		t.Error(err)
	}
}

func TestRefusedConnectionNamesTheServer(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().(*net.TCPAddr)
	listener.Close()
	db := database(startWith(t, map[string]any{"host": "127.0.0.1", "port": address.Port, "sslmode": "disable"}), "nobody")
	_, err = db.Up(map[string]any{"name": "nobody"})
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("PostgreSQL at %s: connection refused", address)) {
		t.Error(err)
	}
}

func TestWrongPasswordIsSaidButNotShown(t *testing.T) {
	wrong := settings()
	wrong["password"] = "certainly-wrong"
	db := database(startWith(t, wrong), "locked")
	_, err := db.Up(map[string]any{"name": "locked"})
	if err == nil || !strings.Contains(err.Error(), "refused the password") || strings.Contains(err.Error(), "certainly-wrong") {
		t.Error(err)
	}
}

func TestTLSIsTheDefault(t *testing.T) {
	encrypted := settings()
	delete(encrypted, "sslmode")
	db := database(startWith(t, encrypted), "plain")
	if _, err := db.Up(map[string]any{"name": "plain"}); err == nil || !strings.Contains(err.Error(), "TLS") {
		t.Errorf("a server without TLS: %v", err)
	}
}

func TestUnknownSettingIsRefused(t *testing.T) {
	for name, value := range map[string]any{"sslmode": "perhaps", "scheme": "awspostgres"} {
		wrong := settings()
		wrong[name] = value
		if err := ConfigureError(t, postgresql.Name, postgresql.Version, postgresql.Provider(), wrong); err == nil || !strings.Contains(err.Error(), fmt.Sprint(value)) {
			t.Errorf("%s %v: %v", name, value, err)
		}
	}
}

func serverLog(t *testing.T) string {
	t.Helper()
	containers, err := exec.Command("docker", "ps", "--quiet", "--filter", "publish="+port).Output()
	if err != nil {
		t.Fatal(err)
	}
	log, err := exec.Command("docker", "logs", strings.TrimSpace(string(containers))).CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	return string(log)
}
