package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.SearchDeclaration;
import studio.backline.platform.database.TableDeclaration;

/**
 * Brings a schema to what it shall be, in the transaction of the connection: migrations, then what
 * is generated, then the lint. Generates only after a change, so that a policy that somebody took
 * away is found by the lint and not put back in silence.
 */
public final class SchemaMigrator {

    private SchemaMigrator() {}

    /**
     * Does it.
     *
     * @param connection the admin's, in a transaction, which the caller rolls back on any exception
     */
    public static void migrate(Connection connection, SchemaTarget target) throws SQLException {
        Migrations migrations = new Migrations(target);
        boolean stepped = migrations.run(connection);
        CatalogueReader reader = new CatalogueReader(connection);
        Catalogue catalogue = reader.read(target);
        String mark = SchemaMark.of(target);
        boolean changed = stepped || !catalogue.comment().equals(mark);
        if (changed) {
            refuse(target, CatalogLint.shape(catalogue, target));
        }
        migrations.record(connection);
        if (changed) {
            generate(connection, target, catalogue, mark);
            catalogue = reader.read(target);
        }
        refuse(target, CatalogLint.all(catalogue, target));
    }

    /**
     * Makes the schema as these steps make it and nothing else: no policy and no right yet, so that
     * rows can be brought in. {@link #migrate} goes on from there.
     *
     * @param connection the admin's, in a transaction
     */
    public static void layOut(Connection connection, SchemaTarget target) throws SQLException {
        Migrations migrations = new Migrations(target);
        migrations.run(connection);
        migrations.record(connection);
    }

    /** What the lint finds, as the schema stands. */
    public static List<SchemaFinding> lint(Connection connection, SchemaTarget target) {
        return CatalogLint.all(new CatalogueReader(connection).read(target), target);
    }

    /**
     * What the lint finds in the schema of a plugin that declares nothing at present, by what it
     * last declared; nothing where that is not known.
     */
    public static List<SchemaFinding> lintAtRest(Connection connection, PluginId plugin) {
        PluginSchema nothing = new PluginSchema(plugin, List.of(), List.of(), List.of());
        SchemaTarget unknown = SchemaTarget.of(nothing);
        Catalogue catalogue = new CatalogueReader(connection).read(unknown);
        return SchemaMark.in(catalogue.comment())
                .map(mark -> CatalogLint.atRest(catalogue, mark.target(plugin), mark.isCurrent()))
                .orElse(List.of());
    }

    private static void refuse(SchemaTarget target, List<SchemaFinding> findings) {
        if (!findings.isEmpty()) {
            throw new SchemaRefusedException(target.schema(), findings, null);
        }
    }

    private static void generate(
            Connection connection, SchemaTarget target, Catalogue catalogue, String mark)
            throws SQLException {
        List<String> sql = new ArrayList<>();
        sql.add("set local role " + Names.quoted(target.owner()));
        Guards guards = new Guards(target);
        for (TableDeclaration table : target.tables()) {
            Relation actual = catalogue.table(table.table()).orElseThrow();
            sql.addAll(guards.statements(table, actual));
        }
        sql.add(String.join(";", Holdings.comments(target)));
        sql.add(String.join(";", Holdings.silence(target, catalogue)));
        sql.addAll(new Publication(target).statements(catalogue));
        sql.addAll(searches(target, catalogue));
        sql.add(
                "comment on schema %s is %s"
                        .formatted(Names.quoted(target.schema()), Names.literal(mark)));
        sql.add("reset role");
        try (Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private static List<String> searches(SchemaTarget target, Catalogue catalogue) {
        List<String> sql = new ArrayList<>();
        if (target.searches().isEmpty()) {
            return sql;
        }
        String schema = Names.quoted(target.schema());
        sql.add("grant create on schema %s to %s".formatted(schema, Names.SEARCH));
        for (SearchDeclaration search : target.searches()) {
            Relation table = catalogue.table(search.table()).orElseThrow();
            SearchFunction function = new SearchFunction(target, search, table);
            String signature =
                    "%s(text[], text, text, uuid, boolean, integer)"
                            .formatted(target.qualified(function.name()));
            sql.add(function.createIndex());
            sql.add(function.sampleFinely());
            sql.add("reset role");
            sql.add("set local role " + Names.SEARCH);
            sql.add(function.create());
            sql.add("revoke all on function %s from public".formatted(signature));
            for (String user : target.users()) {
                sql.add("grant execute on function %s to %s".formatted(signature, user));
            }
            sql.add("reset role");
            sql.add("set local role " + Names.quoted(target.owner()));
        }
        sql.add("revoke create on schema %s from %s".formatted(schema, Names.SEARCH));
        return sql;
    }
}
