// Command s3 is the S3 storage that backups are tested with: in memory, one bucket called backups, and no request that is
// not signed with its key.
//
//	s3 ADDRESS ACCESS-KEY SECRET-KEY
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/rclone/gofakes3"
	"github.com/rclone/gofakes3/s3mem"
)

func main() {
	if len(os.Args) != 4 {
		log.Fatal("s3 ADDRESS ACCESS-KEY SECRET-KEY")
	}
	storage := s3mem.New()
	if err := storage.CreateBucket(context.Background(), "backups"); err != nil {
		log.Fatal(err)
	}
	server := gofakes3.New(storage, gofakes3.WithV4Auth(map[string]string{os.Args[2]: os.Args[3]}))
	log.Fatal(http.ListenAndServe(os.Args[1], server.Server()))
}
