package cloudflare

import (
	"context"
	"errors"

	"github.com/cloudflare/cloudflare-go/v7/dns"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// GetDNSRecords is cloudflare.getDnsRecords.
type GetDNSRecords struct{}

// GetDNSRecordsArgs are its arguments.
type GetDNSRecordsArgs struct {
	ZoneID   *string `pulumi:"zoneId,optional"`
	Type     *string `pulumi:"type,optional"`
	MaxItems *int    `pulumi:"maxItems,optional"`
}

// GetDNSRecordsResult is what it finds.
type GetDNSRecordsResult struct {
	Results []ListedRecord `pulumi:"results"`
}

// ListedRecord is one record of a list.
type ListedRecord struct {
	ID      string `pulumi:"id"      json:"id"`
	Name    string `pulumi:"name"    json:"name"`
	Type    string `pulumi:"type"    json:"type"`
	Content string `pulumi:"content" json:"content"`
}

const listedByDefault = 1000

// Annotate names it as the official plugin does.
func (GetDNSRecords) Annotate(a infer.Annotator) { a.SetToken("index/getDnsRecords", "getDnsRecords") }

// Annotate names the type as the official plugin does.
func (ListedRecord) Annotate(a infer.Annotator) {
	a.SetToken("index/getDnsRecordsResult", "getDnsRecordsResult")
}

// Invoke asks for page after page.
func (GetDNSRecords) Invoke(
	ctx context.Context, request infer.FunctionRequest[GetDNSRecordsArgs],
) (response infer.FunctionResponse[GetDNSRecordsResult], err error) {
	args := request.Input
	if !given(args.ZoneID) {
		return response, errors.New("zoneId is missing")
	}
	most := listedByDefault
	if args.MaxItems != nil && *args.MaxItems > 0 {
		most = *args.MaxItems
	}
	response.Output.Results, err = listRecords(ctx, *args.ZoneID, args.Type, most)
	return response, err
}

func listRecords(ctx context.Context, zoneID string, kind *string, most int) ([]ListedRecord, error) {
	options, err := access(ctx)
	if err != nil {
		return nil, err
	}
	var params dns.RecordListParams
	params.ZoneID.Value, params.ZoneID.Present = zoneID, true
	if given(kind) {
		params.Type.Value, params.Type.Present = dns.RecordListParamsType(*kind), true
	}
	list := []ListedRecord{}
	page, err := dns.NewRecordService().List(ctx, params, options...)
	for err == nil && page != nil && len(page.Result) > 0 && len(list) < most {
		for _, found := range page.Result {
			list = append(list, ListedRecord{
				ID: found.ID, Name: found.Name, Type: string(found.Type), Content: found.Content,
			})
		}
		page, err = page.GetNextPage()
	}
	if err != nil {
		return nil, aboutRecords(zoneID).explain(err)
	}
	return list[:min(len(list), most)], nil
}
