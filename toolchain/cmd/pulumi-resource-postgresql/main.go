// The stand-in for the official PostgreSQL plugin.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/owndom/hosting/toolchain/postgresql"
)

func main() {
	if err := postgresql.Provider().Run(context.Background(), postgresql.Name, postgresql.Version); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
