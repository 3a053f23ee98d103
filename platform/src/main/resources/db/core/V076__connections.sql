-- Accounts elsewhere that a workspace has connected for a plugin (OAuth 2.0). Written for PostgreSQL.

-- What this house is to a provider: entered by whoever runs it, for one plugin and for the addresses that the plugin named then. Where a
-- later version of the plugin names others, the secret does not go there before somebody has agreed anew.
create table backline.connection_client (
    id            uuid        primary key,
    plugin        text        not null check (length(plugin) <= 40),
    provider      text        not null check (length(provider) <= 40),
    client_id     text        not null check (length(client_id) between 1 and 500),
    client_secret bytea, -- sealed with the house's key; null where there is none
    addresses     text        not null check (length(addresses) <= 4000),
    changed_at    timestamptz not null,
    changed_by    uuid,
    unique (plugin, provider)
);

create table backline.connection (
    workspace_id     uuid        not null default backline_api.current_workspace(),
    id               uuid        not null,
    plugin           text        not null check (length(plugin) <= 40),
    provider         text        not null check (length(provider) <= 40),
    state            text        not null default 'USABLE' check (state in ('USABLE', 'ENDED')),
    account          bytea,                -- sealed: whose it is
    granted          text[]      not null,
    missing          text[]      not null, -- asked for and not granted
    access_token     bytea       not null, -- sealed
    refresh_token    bytea,                -- sealed; null where the provider gave none
    expires_at       timestamptz,          -- of the access token; null where it does not expire
    generation       bigint      not null default 1, -- grows with each token
    authorized_at    timestamptz not null,
    authorized_by    uuid,
    renewed_at       timestamptz not null,
    used_at          timestamptz,
    fault            text check (length(fault) <= 40), -- what the last question to the provider met with; null when all went well
    fault_at         timestamptz,
    not_before       timestamptz,          -- the provider is asked no sooner
    fence            bigint      not null default 0, -- grows with each node that goes to renew, so that a lost one cannot write
    renewed_until    timestamptz,          -- some node renews it, until then at the longest
    primary key (workspace_id, id)
);
create index connection_plugin on backline.connection (workspace_id, plugin, id);

-- A person has been sent to a provider and may come back, once. Global: who comes back says in which workspace it was only by this.
create table backline.connection_flow (
    state_hash    bytea       primary key,
    id            uuid        not null,
    workspace     uuid        not null references backline.workspace (id) on delete cascade,
    account_id    uuid        not null references backline.account (id) on delete cascade,
    session_hash  bytea       not null,
    plugin        text        not null check (length(plugin) <= 40),
    provider      text        not null check (length(provider) <= 40),
    connection    uuid,                -- the one to be connected again
    client_id     text        not null check (length(client_id) <= 500),
    redirect_uri  text        not null check (length(redirect_uri) <= 500),
    verifier      bytea       not null, -- sealed with the workspace's key
    asked         text[]      not null,
    way_back      text        not null check (length(way_back) <= 300),
    expires_at    timestamptz not null
);
create index connection_flow_account on backline.connection_flow (account_id, expires_at);
create index connection_flow_end on backline.connection_flow (expires_at);

-- For a plugin that is removed with its data, and for a workspace that goes: where there is something to give back.
create function backline.workspaces_connected(for_plugin text) returns table (workspace_id uuid)
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select distinct c.workspace_id from backline.connection c where c.plugin = for_plugin;
end;
