package cloudflare

import (
	"context"

	"github.com/cloudflare/cloudflare-go/v7/dns"
	"github.com/cloudflare/cloudflare-go/v7/option"
)

func createRecord(ctx context.Context, zoneID string, wanted record) (record, error) {
	return call[record](ctx, wanted, func(options ...option.RequestOption) error {
		var params dns.RecordNewParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().New(ctx, params, options...)
		return err
	})
}

func getRecord(ctx context.Context, zoneID, id string) (record, error) {
	return call[record](ctx, nil, func(options ...option.RequestOption) error {
		var params dns.RecordGetParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().Get(ctx, id, params, options...)
		return err
	})
}

func updateRecord(ctx context.Context, zoneID, id string, wanted record) (record, error) {
	return call[record](ctx, wanted, func(options ...option.RequestOption) error {
		var params dns.RecordUpdateParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().Update(ctx, id, params, options...)
		return err
	})
}

func deleteRecord(ctx context.Context, zoneID, id string) error {
	_, err := call[any](ctx, nil, func(options ...option.RequestOption) error {
		var params dns.RecordDeleteParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := dns.NewRecordService().Delete(ctx, id, params, options...)
		return err
	})
	return err
}
