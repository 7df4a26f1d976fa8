package postgresql_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/owndom/hosting/toolchain/postgresql"
	"github.com/owndom/hosting/toolchain/standin/standintest"
)

const (
	image        = "postgres:17"
	rootPassword = "root-password-of-the-test"
)

var port string // of the server that all tests share

func TestMain(m *testing.M) {
	container, err := startServer()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := exec.Command("docker", "rm", "--force", "--volumes", container).Run(); err != nil {
		fmt.Fprintf(os.Stderr, "docker rm --force %s: %v\n", container, err)
		code = 1
	}
	os.Exit(code)
}

func startServer() (string, error) {
	if output, err := exec.Command("docker", "image", "inspect", image).CombinedOutput(); err != nil {
		return "", fmt.Errorf("these tests need Docker and the image %s: run ./hosting setup\n%s", image, output)
	}
	output, err := exec.Command("docker", "run", "--detach", "--publish", "127.0.0.1::5432",
		"--env", "POSTGRES_PASSWORD="+rootPassword, image, "-c", "fsync=off").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("docker run %s: %s", image, output)
	}
	container := strings.TrimSpace(string(output))
	output, err = exec.Command("docker", "port", container, "5432/tcp").Output()
	if err != nil {
		return container, fmt.Errorf("docker port: %w", err)
	}
	_, port, _ = strings.Cut(strings.TrimSpace(strings.Split(string(output), "\n")[0]), ":")
	return container, waitForServer()
}

func waitForServer() error {
	var err error
	for range 300 {
		var connection *pgx.Conn
		if connection, err = connect("postgres", rootPassword, "postgres"); err == nil {
			return connection.Close(context.Background())
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("%s did not start within 30 s: %w", image, err)
}

func connect(user, password, database string) (*pgx.Conn, error) {
	return pgx.Connect(context.Background(), fmt.Sprintf(
		"host=127.0.0.1 port=%s user=%s password='%s' dbname=%s sslmode=disable", port, user, password, database))
}

// sql runs statements as the superuser, behind the provider's back.
func sql(t *testing.T, database string, statements ...string) {
	t.Helper()
	connection, err := connect("postgres", rootPassword, database)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close(context.Background())
	for _, statement := range statements {
		if _, err := connection.Exec(context.Background(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// ask returns the one value that a query answers with.
func ask(t *testing.T, database, query string) string {
	t.Helper()
	connection, err := connect("postgres", rootPassword, database)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close(context.Background())
	var answer string
	if err := connection.QueryRow(context.Background(), query).Scan(&answer); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return answer
}

func settings() map[string]any {
	return map[string]any{
		"host": "127.0.0.1", "port": port, "username": "postgres", "password": rootPassword, "sslmode": "disable",
	}
}

func start(t *testing.T) *standintest.Engine {
	t.Helper()
	return startWith(t, settings())
}

func startWith(t *testing.T, settings map[string]any) *standintest.Engine {
	t.Helper()
	return standintest.Start(t, postgresql.Name, postgresql.Version, postgresql.Provider(), settings)
}

func role(engine *standintest.Engine, name string) *standintest.Resource {
	return engine.Resource("postgresql:index/role:Role", name)
}

func database(engine *standintest.Engine, name string) *standintest.Resource {
	return engine.Resource("postgresql:index/database:Database", name)
}

func grant(engine *standintest.Engine, name string) *standintest.Resource {
	return engine.Resource("postgresql:index/grant:Grant", name)
}

func extension(engine *standintest.Engine, name string) *standintest.Resource {
	return engine.Resource("postgresql:index/extension:Extension", name)
}
