package cloudflare

import (
	"context"

	"github.com/cloudflare/cloudflare-go/v7/dns"
	"github.com/cloudflare/cloudflare-go/v7/option"
)

func createRecord(ctx context.Context, zoneID string, wanted record) (record, error) {
	asked := aboutRecord("create", wanted.Type, wanted.Name, zoneID)
	return call[record](ctx, asked, wanted, func(options ...option.RequestOption) error {
		var params dns.RecordNewParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().New(ctx, params, options...)
		return err
	})
}

func getRecord(ctx context.Context, zoneID, id string) (record, error) {
	asked := aboutRecord("read", "DNS", id, zoneID)
	return call[record](ctx, asked, nil, func(options ...option.RequestOption) error {
		var params dns.RecordGetParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().Get(ctx, id, params, options...)
		return err
	})
}

func updateRecord(ctx context.Context, zoneID, id string, wanted record) (record, error) {
	asked := aboutRecord("change", wanted.Type, wanted.Name, zoneID)
	return call[record](ctx, asked, wanted, func(options ...option.RequestOption) error {
		var params dns.RecordUpdateParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().Update(ctx, id, params, options...)
		return err
	})
}

func deleteRecord(ctx context.Context, id string, state DNSRecordState) error {
	zoneID := zone(state.ZoneID)
	asked := aboutRecord("delete", state.Type, state.Name, zoneID)
	_, err := call[any](ctx, asked, nil, func(options ...option.RequestOption) error {
		var params dns.RecordDeleteParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().Delete(ctx, id, params, options...)
		return err
	})
	return err
}
