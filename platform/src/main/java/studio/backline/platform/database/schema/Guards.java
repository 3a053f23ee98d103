package studio.backline.platform.database.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;

/** The policies and rights that a table must have, no more and no fewer. */
final class Guards {

    /** Raised when what is generated changes, so that every schema is made anew. */
    static final int VERSION = 12;

    /** As the catalogue writes the expression; written so, it is also how the policy is made. */
    private static final String TENANT =
            "(workspace_id = ( SELECT c.workspace\n   FROM backline_api.caller_workspace c))";

    private static final String ALL = "true";
    private static final List<String> CHANGE = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private final SchemaTarget target;

    Guards(SchemaTarget target) {
        this.target = target;
    }

    boolean needsRowSecurity(TableDeclaration table) {
        return table.scope() != TableScope.GLOBAL;
    }

    Set<Relation.Policy> policies(TableDeclaration table) {
        Set<String> users = Set.copyOf(target.users());
        Relation.Policy owner =
                new Relation.Policy("owner", true, Set.of(target.owner()), "ALL", ALL, ALL);
        return switch (table.scope()) {
            case GLOBAL -> Set.of();
            case SYSTEM -> Set.of(owner);
            case TENANT ->
                    Set.of(
                            owner,
                            new Relation.Policy("tenant", true, users, "ALL", TENANT, TENANT),
                            // Whatever else may one day permit, this one still refuses.
                            new Relation.Policy("tenant_wall", false, users, "ALL", TENANT, TENANT),
                            new Relation.Policy(
                                    "read_all",
                                    true,
                                    Set.of(Names.BACKUP, Names.SEARCH),
                                    "SELECT",
                                    ALL,
                                    ""));
        };
    }

    Set<Relation.Grant> grants(TableDeclaration table) {
        Set<Relation.Grant> grants = new HashSet<>();
        if (table.scope() == TableScope.SYSTEM) {
            return grants;
        }
        for (String user : target.users()) {
            CHANGE.forEach(right -> grants.add(new Relation.Grant(user, right)));
        }
        grants.add(new Relation.Grant(Names.BACKUP, "SELECT"));
        if (target.isSearched(table.table())) {
            grants.add(new Relation.Grant(Names.SEARCH, "SELECT"));
        }
        return grants;
    }

    /** The statements, for the owner, that bring a table from what it is to what it must be. */
    List<String> statements(TableDeclaration table, Relation actual) {
        String name = target.qualified(table.table());
        List<String> sql = new ArrayList<>();
        Set<Relation.Policy> wanted = policies(table);
        for (Relation.Policy policy : wanted) {
            if (!actual.policies().contains(policy)) {
                actual.policies().stream()
                        .filter(p -> p.name().equals(policy.name()))
                        .forEach(p -> sql.add("drop policy %s on %s".formatted(p.name(), name)));
                sql.add(create(policy, name));
            }
        }
        if (needsRowSecurity(table) && !(actual.security() && actual.forced())) {
            sql.add("alter table %s enable row level security".formatted(name));
            sql.add("alter table %s force row level security".formatted(name));
        }
        Set<Relation.Grant> missing = new HashSet<>(grants(table));
        missing.removeAll(actual.grants());
        missing.forEach(g -> sql.add("grant %s on %s to %s".formatted(g.right(), name, g.role())));
        return sql;
    }

    private static String create(Relation.Policy policy, String table) {
        String check = policy.check().isEmpty() ? "" : " with check (%s)".formatted(policy.check());
        return "create policy %s on %s as %s for %s to %s using (%s)%s"
                .formatted(
                        policy.name(),
                        table,
                        policy.permissive() ? "permissive" : "restrictive",
                        policy.command(),
                        String.join(", ", new TreeSet<>(policy.roles())),
                        policy.using(),
                        check);
    }
}
