package cloudflare

import (
	"context"
	"errors"

	"github.com/cloudflare/cloudflare-go/v7/option"
	"github.com/cloudflare/cloudflare-go/v7/zones"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// ZoneSetting is cloudflare.ZoneSetting.
type ZoneSetting struct{}

// ZoneSettingArgs are its inputs.
type ZoneSettingArgs struct {
	ZoneID    *string `pulumi:"zoneId,optional" provider:"replaceOnChanges"`
	SettingID string  `pulumi:"settingId" provider:"replaceOnChanges"`
	Value     any     `pulumi:"value"`
	Enabled   *bool   `pulumi:"enabled,optional"`
}

// ZoneSettingState is what is known of it.
type ZoneSettingState struct {
	ZoneID        *string `pulumi:"zoneId,optional"`
	SettingID     string  `pulumi:"settingId"`
	Value         any     `pulumi:"value"`
	Enabled       bool    `pulumi:"enabled"`
	Editable      bool    `pulumi:"editable"`
	ModifiedOn    string  `pulumi:"modifiedOn"`
	TimeRemaining float64 `pulumi:"timeRemaining"`
}

// zoneSetting is a setting as the API has it.
type zoneSetting struct {
	ID            string  `json:"id,omitempty"`
	Value         any     `json:"value,omitempty"`
	Enabled       *bool   `json:"enabled,omitempty"`
	Editable      bool    `json:"editable,omitempty"`
	ModifiedOn    string  `json:"modified_on,omitempty"`
	TimeRemaining float64 `json:"time_remaining,omitempty"`
}

// Annotate names it as the official plugin does.
func (ZoneSetting) Annotate(a infer.Annotator) { a.SetToken("index/zoneSetting", "ZoneSetting") }

// Create gives the setting its value: every zone has every setting.
func (ZoneSetting) Create(
	ctx context.Context, request infer.CreateRequest[ZoneSettingArgs],
) (infer.CreateResponse[ZoneSettingState], error) {
	state, err := apply(ctx, request.Inputs, request.DryRun)
	return infer.CreateResponse[ZoneSettingState]{ID: request.Inputs.SettingID, Output: state}, err
}

// Read asks for the value; an import gives the zone before the setting: zoneId/settingId.
func (ZoneSetting) Read(
	ctx context.Context, request infer.ReadRequest[ZoneSettingArgs, ZoneSettingState],
) (infer.ReadResponse[ZoneSettingArgs, ZoneSettingState], error) {
	zoneID, id, err := locate(request.ID, request.State.ZoneID)
	if err != nil {
		return infer.ReadResponse[ZoneSettingArgs, ZoneSettingState]{}, err
	}
	found, err := call[zoneSetting](ctx, aboutSetting("read", id, zoneID), nil, func(options ...option.RequestOption) error {
		var params zones.SettingGetParams
		params.ZoneID.Value, params.ZoneID.Present = zoneID, true
		_, err := zones.NewSettingService().Get(ctx, id, params, options...)
		return err
	})
	if errors.Is(err, errGone) {
		return infer.ReadResponse[ZoneSettingArgs, ZoneSettingState]{}, nil
	}
	inputs := ZoneSettingArgs{ZoneID: &zoneID, SettingID: id, Value: found.Value}
	if request.Inputs.Enabled != nil {
		inputs.Enabled = found.Enabled
	}
	return infer.ReadResponse[ZoneSettingArgs, ZoneSettingState]{
		ID: id, State: found.state(inputs), Inputs: inputs,
	}, err
}

// Update gives the setting another value.
func (ZoneSetting) Update(
	ctx context.Context, request infer.UpdateRequest[ZoneSettingArgs, ZoneSettingState],
) (infer.UpdateResponse[ZoneSettingState], error) {
	state, err := apply(ctx, request.Inputs, request.DryRun)
	return infer.UpdateResponse[ZoneSettingState]{Output: state}, err
}

func apply(ctx context.Context, args ZoneSettingArgs, dryRun bool) (ZoneSettingState, error) {
	wanted := zoneSetting{Value: args.Value, Enabled: args.Enabled}
	if dryRun {
		return wanted.state(args), nil
	}
	asked := aboutSetting("change", args.SettingID, zone(args.ZoneID))
	changed, err := call[zoneSetting](ctx, asked, wanted, func(options ...option.RequestOption) error {
		var params zones.SettingEditParams
		params.ZoneID.Value, params.ZoneID.Present = zone(args.ZoneID), true
		_, err := zones.NewSettingService().Edit(ctx, args.SettingID, params, options...)
		return err
	})
	return changed.state(args), err
}

func (z zoneSetting) state(args ZoneSettingArgs) ZoneSettingState {
	return ZoneSettingState{
		ZoneID: args.ZoneID, SettingID: args.SettingID, Value: z.Value, Enabled: z.Enabled != nil && *z.Enabled,
		Editable: z.Editable, ModifiedOn: z.ModifiedOn, TimeRemaining: z.TimeRemaining,
	}
}
