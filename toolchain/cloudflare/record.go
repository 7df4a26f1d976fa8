package cloudflare

import (
	"encoding/json"
	"strings"
)

// record is a DNS record as the API has it.
type record struct {
	ID                string          `json:"id,omitempty"`
	Name              string          `json:"name"`
	Type              string          `json:"type"`
	Content           string          `json:"content,omitempty"`
	TTL               float64         `json:"ttl"`
	Proxied           bool            `json:"proxied"`
	Priority          *float64        `json:"priority,omitempty"`
	Comment           *string         `json:"comment,omitempty"`
	Tags              []string        `json:"tags,omitempty"`
	Settings          *RecordSettings `json:"settings,omitempty"`
	Proxiable         bool            `json:"proxiable,omitempty"`
	Meta              json.RawMessage `json:"meta,omitempty"`
	CreatedOn         string          `json:"created_on,omitempty"`
	ModifiedOn        string          `json:"modified_on,omitempty"`
	CommentModifiedOn string          `json:"comment_modified_on,omitempty"`
	TagsModifiedOn    string          `json:"tags_modified_on,omitempty"`
}

func wanted(args DNSRecordArgs) record {
	content := ""
	if args.Content != nil {
		content = *args.Content
	}
	return record{
		Name: args.Name, Type: args.Type, Content: content, TTL: args.TTL, Proxied: *args.Proxied,
		Priority: args.Priority, Comment: args.Comment, Tags: args.Tags, Settings: args.Settings,
	}
}

func planned(args DNSRecordArgs) DNSRecordState { return wanted(args).state(args.ZoneID) }

func (r record) state(zoneID *string) DNSRecordState {
	state := DNSRecordState{
		ZoneID: zoneID, Name: r.Name, Type: r.Type, Content: r.Content, TTL: r.TTL, Proxied: r.Proxied,
		Priority: r.Priority, Comment: r.Comment, Tags: r.Tags, Proxiable: r.Proxiable, Meta: string(r.Meta),
		CreatedOn: r.CreatedOn, ModifiedOn: r.ModifiedOn,
		CommentModifiedOn: r.CommentModifiedOn, TagsModifiedOn: r.TagsModifiedOn,
	}
	if r.Settings != nil {
		state.Settings = *r.Settings
	}
	if state.Tags == nil {
		state.Tags = []string{}
	}
	return state
}

// refreshedRecord are the inputs that belong to what was read. Those that were never given stay away,
// except for an import, which shows all of them.
func refreshedRecord(args DNSRecordArgs, state DNSRecordState) DNSRecordArgs {
	importing := args.Name == ""
	inputs := DNSRecordArgs{
		ZoneID: state.ZoneID, Name: state.Name, Type: state.Type, TTL: state.TTL,
		Content: &state.Content, Proxied: &state.Proxied,
	}
	if args.Name == "@" || strings.HasPrefix(state.Name, args.Name+".") {
		inputs.Name = args.Name // given relative to the zone
	}
	if importing || args.Priority != nil {
		inputs.Priority = state.Priority
	}
	if importing || args.Comment != nil {
		inputs.Comment = state.Comment
	}
	if args.Tags != nil || importing && len(state.Tags) > 0 {
		inputs.Tags = state.Tags
	}
	if args.Settings != nil {
		inputs.Settings = &state.Settings
	}
	return inputs
}
