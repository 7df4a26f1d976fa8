package cloudflare

import (
	"context"
	"errors"

	"github.com/pulumi/pulumi-go-provider/infer"
)

// DNSRecord is cloudflare.DnsRecord.
type DNSRecord struct{}

// DNSRecordArgs are its inputs.
type DNSRecordArgs struct {
	ZoneID   *string         `pulumi:"zoneId,optional" provider:"replaceOnChanges"`
	Name     string          `pulumi:"name"`
	Type     string          `pulumi:"type" provider:"replaceOnChanges"`
	Content  *string         `pulumi:"content,optional"`
	TTL      float64         `pulumi:"ttl"`
	Proxied  *bool           `pulumi:"proxied,optional"`
	Priority *float64        `pulumi:"priority,optional"`
	Comment  *string         `pulumi:"comment,optional"`
	Tags     []string        `pulumi:"tags,optional"`
	Settings *RecordSettings `pulumi:"settings,optional"`
}

// RecordSettings are cloudflare.DnsRecordSettings.
type RecordSettings struct {
	IPv4Only     *bool `pulumi:"ipv4Only,optional" json:"ipv4_only,omitempty"`
	IPv6Only     *bool `pulumi:"ipv6Only,optional" json:"ipv6_only,omitempty"`
	FlattenCname *bool `pulumi:"flattenCname,optional" json:"flatten_cname,omitempty"`
}

// DNSRecordState is what is known of it.
type DNSRecordState struct {
	ZoneID            *string        `pulumi:"zoneId,optional"`
	Name              string         `pulumi:"name"`
	Type              string         `pulumi:"type"`
	Content           string         `pulumi:"content"`
	TTL               float64        `pulumi:"ttl"`
	Proxied           bool           `pulumi:"proxied"`
	Priority          *float64       `pulumi:"priority,optional"`
	Comment           *string        `pulumi:"comment,optional"`
	Tags              []string       `pulumi:"tags"`
	Settings          RecordSettings `pulumi:"settings"`
	Proxiable         bool           `pulumi:"proxiable"`
	Meta              string         `pulumi:"meta"`
	CreatedOn         string         `pulumi:"createdOn"`
	ModifiedOn        string         `pulumi:"modifiedOn"`
	CommentModifiedOn string         `pulumi:"commentModifiedOn"`
	TagsModifiedOn    string         `pulumi:"tagsModifiedOn"`
}

// Annotate names it as the official plugin does.
func (DNSRecord) Annotate(a infer.Annotator) {
	a.SetToken("index/dnsRecord", "DnsRecord")
	a.AddAlias("index/record", "Record")
}

// Annotate names the type as the official plugin does.
func (RecordSettings) Annotate(a infer.Annotator) {
	a.SetToken("index/DnsRecordSettings", "DnsRecordSettings")
}

// Check fills in the default.
func (DNSRecord) Check(
	ctx context.Context, request infer.CheckRequest,
) (infer.CheckResponse[DNSRecordArgs], error) {
	args, failures, err := infer.DefaultCheck[DNSRecordArgs](ctx, request.NewInputs)
	if args.Proxied == nil {
		args.Proxied = new(bool)
	}
	return infer.CheckResponse[DNSRecordArgs]{Inputs: args, Failures: failures}, err
}

// Create makes the record.
func (DNSRecord) Create(
	ctx context.Context, request infer.CreateRequest[DNSRecordArgs],
) (infer.CreateResponse[DNSRecordState], error) {
	args := request.Inputs
	if request.DryRun {
		return infer.CreateResponse[DNSRecordState]{Output: planned(args)}, nil
	}
	if *args.Proxied && args.TTL != 1 {
		return infer.CreateResponse[DNSRecordState]{}, errors.New("ttl must be set to 1 when `proxied` is true")
	}
	made, err := createRecord(ctx, zone(args.ZoneID), wanted(args))
	return infer.CreateResponse[DNSRecordState]{ID: made.ID, Output: made.state(args.ZoneID)}, err
}

// Read finds the record by its id; an import gives the zone before it: zoneId/recordId.
func (DNSRecord) Read(
	ctx context.Context, request infer.ReadRequest[DNSRecordArgs, DNSRecordState],
) (infer.ReadResponse[DNSRecordArgs, DNSRecordState], error) {
	zoneID, id, err := locate(request.ID, request.State.ZoneID)
	if err != nil {
		return infer.ReadResponse[DNSRecordArgs, DNSRecordState]{}, err
	}
	found, err := getRecord(ctx, zoneID, id)
	if errors.Is(err, errGone) {
		return infer.ReadResponse[DNSRecordArgs, DNSRecordState]{}, nil
	}
	state := found.state(&zoneID)
	return infer.ReadResponse[DNSRecordArgs, DNSRecordState]{
		ID: id, State: state, Inputs: refreshedRecord(request.Inputs, state),
	}, err
}

// Update overwrites the record.
func (DNSRecord) Update(
	ctx context.Context, request infer.UpdateRequest[DNSRecordArgs, DNSRecordState],
) (infer.UpdateResponse[DNSRecordState], error) {
	args := request.Inputs
	if request.DryRun {
		return infer.UpdateResponse[DNSRecordState]{Output: planned(args)}, nil
	}
	changed, err := updateRecord(ctx, zone(args.ZoneID), request.ID, wanted(args))
	return infer.UpdateResponse[DNSRecordState]{Output: changed.state(args.ZoneID)}, err
}

// Delete removes the record; one that is gone already is fine.
func (DNSRecord) Delete(
	ctx context.Context, request infer.DeleteRequest[DNSRecordState],
) (infer.DeleteResponse, error) {
	err := deleteRecord(ctx, request.ID, request.State)
	if errors.Is(err, errGone) {
		err = nil
	}
	return infer.DeleteResponse{}, err
}
