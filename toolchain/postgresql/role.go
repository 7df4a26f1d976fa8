package postgresql

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// Role is postgresql.Role.
type Role struct{}

// RoleArgs are its inputs.
type RoleArgs struct {
	Name *string `pulumi:"name,optional"`
	RoleProperties
}

// RoleState is what is known of it.
type RoleState struct {
	Name string `pulumi:"name"`
	RoleProperties
}

// RoleProperties are everything but the name.
type RoleProperties struct {
	Login                           *bool    `pulumi:"login,optional"`
	Password                        *string  `pulumi:"password,optional" provider:"secret"`
	EncryptedPassword               *bool    `pulumi:"encryptedPassword,optional"`
	ValidUntil                      *string  `pulumi:"validUntil,optional"`
	ConnectionLimit                 *int     `pulumi:"connectionLimit,optional"`
	Superuser                       *bool    `pulumi:"superuser,optional"`
	CreateDatabase                  *bool    `pulumi:"createDatabase,optional"`
	CreateRole                      *bool    `pulumi:"createRole,optional"`
	Inherit                         *bool    `pulumi:"inherit,optional"`
	Replication                     *bool    `pulumi:"replication,optional"`
	BypassRowLevelSecurity          *bool    `pulumi:"bypassRowLevelSecurity,optional"`
	Roles                           []string `pulumi:"roles,optional"`
	SearchPaths                     []string `pulumi:"searchPaths,optional"`
	StatementTimeout                *int     `pulumi:"statementTimeout,optional"`
	IdleInTransactionSessionTimeout *int     `pulumi:"idleInTransactionSessionTimeout,optional"`
	AssumeRole                      *string  `pulumi:"assumeRole,optional"`
	SkipDropRole                    *bool    `pulumi:"skipDropRole,optional"`
	SkipReassignOwned               *bool    `pulumi:"skipReassignOwned,optional"`
}

// Annotate names it as the official plugin does.
func (Role) Annotate(a infer.Annotator) { a.SetToken("index/role", "Role") }

// WireDependencies says that a changed input never makes another output unknown.
func (Role) WireDependencies(f infer.FieldSelector, _ *RoleArgs, state *RoleState) {
	f.OutputField(state).AlwaysKnown()
}

// Check fills in the defaults.
func (Role) Check(ctx context.Context, request infer.CheckRequest) (infer.CheckResponse[RoleArgs], error) {
	args, failures, err := infer.DefaultCheck[RoleArgs](ctx, request.NewInputs)
	for _, off := range []**bool{
		&args.Login, &args.Superuser, &args.CreateDatabase, &args.CreateRole,
		&args.Replication, &args.BypassRowLevelSecurity, &args.SkipDropRole, &args.SkipReassignOwned,
	} {
		setDefault(off, false)
	}
	setDefault(&args.Inherit, true)
	setDefault(&args.EncryptedPassword, true)
	setDefault(&args.ConnectionLimit, -1)
	setDefault(&args.ValidUntil, "infinity")
	return infer.CheckResponse[RoleArgs]{Inputs: args, Failures: failures}, err
}

// Create makes the role.
func (Role) Create(
	ctx context.Context, request infer.CreateRequest[RoleArgs],
) (infer.CreateResponse[RoleState], error) {
	state := RoleState{Name: *request.Inputs.Name, RoleProperties: request.Inputs.RoleProperties}
	response := infer.CreateResponse[RoleState]{ID: state.Name, Output: state}
	if request.DryRun {
		return response, nil
	}
	statements, err := createRole(state)
	if err != nil {
		return response, err
	}
	return response, configured(ctx).run(ctx, func(connection *pgx.Conn) error {
		return change(ctx, connection, statements...)
	})
}

// Read finds the role by its name.
func (Role) Read(
	ctx context.Context, request infer.ReadRequest[RoleArgs, RoleState],
) (infer.ReadResponse[RoleArgs, RoleState], error) {
	state, importing := request.State, request.State.Name == ""
	if importing {
		state = importedRole(request.ID)
	}
	err := configured(ctx).run(ctx, func(connection *pgx.Conn) error {
		return readRole(ctx, connection, &state)
	})
	if isGone(err) {
		return infer.ReadResponse[RoleArgs, RoleState]{}, nil
	}
	inputs := RoleArgs{Name: &state.Name, RoleProperties: state.RoleProperties}
	return infer.ReadResponse[RoleArgs, RoleState]{ID: state.Name, State: state, Inputs: inputs}, err
}

// Update changes the role in place.
func (Role) Update(
	ctx context.Context, request infer.UpdateRequest[RoleArgs, RoleState],
) (infer.UpdateResponse[RoleState], error) {
	state := RoleState{Name: *request.Inputs.Name, RoleProperties: request.Inputs.RoleProperties}
	response := infer.UpdateResponse[RoleState]{Output: state}
	if request.DryRun {
		return response, nil
	}
	statements, err := alterRole(request.State, state)
	if err != nil {
		return response, err
	}
	return response, configured(ctx).run(ctx, func(connection *pgx.Conn) error {
		return change(ctx, connection, statements...)
	})
}

// Delete gives what the role owns in the provider's database to the login role, then drops the role.
func (Role) Delete(ctx context.Context, request infer.DeleteRequest[RoleState]) (infer.DeleteResponse, error) {
	return infer.DeleteResponse{}, configured(ctx).run(ctx, func(connection *pgx.Conn) error {
		var exists bool
		err := connection.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)",
			request.State.Name).Scan(&exists)
		if err != nil || !exists {
			return err
		}
		return change(ctx, connection, dropRole(request.State)...)
	})
}
