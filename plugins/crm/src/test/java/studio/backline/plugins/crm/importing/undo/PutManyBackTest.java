package studio.backline.plugins.crm.importing.undo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.testkit.flat.FlatHost;

/** An undo in the first minutes of a house, whose tables nobody has analysed. */
class PutManyBackTest {

    private static final UUID BATCH = UUID.randomUUID();
    private static final UndoneChanges.Columns COLUMNS =
            new UndoneChanges.Columns(
                    List.of("given", "family", "city", "country"), List.of(), List.of());

    private static final List<String> FILL =
            List.of(
                    """
                    insert into import_batch (id, file_name, encoding, separator, has_header,
                        header_key, state, created_at)
                    values (:batch, 'x', 'UTF-8', ',', true, 'x', 'DONE', now())
                    """,
                    """
                    insert into person (id, given, display_name, name_key, search_text,
                        created_at, changed_at)
                    select uuidv7(), 'Ada ' || i, i, i, i, now(), now()
                    from generate_series(1, 5000) i
                    """,
                    """
                    insert into import_change (batch_id, person_id, image)
                    select :batch, p.id, jsonb_build_object('person', to_jsonb(p)) from person p
                    """,
                    "update person set given = 'changed'");

    private final FlatHost host = CrmHost.host();
    private final EntityManager entities = host.bean(EntityManager.class);

    @Test
    void eachImageIsUnpackedOnceAndMeetsWhoseItIs() {
        host.inTransaction(
                host.newWorkspace(),
                () -> {
                    FILL.forEach(sql -> in(entities.createNativeQuery(sql)).executeUpdate());
                    List<UUID> all =
                            lines("select id from person", List.of())
                                    .map(UUID::fromString)
                                    .toList();
                    String putBack =
                            UndoneChanges.in(PartyTables.PERSON, UndoneChanges.putBack(COLUMNS));
                    String plan =
                            String.join("\n", lines("explain verbose " + putBack, all).toList());
                    assertThat(plan)
                            .doesNotContain("Join Filter")
                            .contains("jsonb_populate_record")
                            .doesNotContainPattern("jsonb_populate_record.*jsonb_populate_record");

                    in(entities.createNativeQuery(putBack))
                            .setParameter("ids", SqlArrays.uuids(all))
                            .executeUpdate();
                    assertThat(lines("select given from person", List.of()))
                            .hasSize(5_000)
                            .doesNotHaveDuplicates()
                            .allMatch(given -> given.startsWith("Ada "));
                    return all;
                });
    }

    private Stream<String> lines(String sql, List<UUID> ids) {
        Query query = in(entities.createNativeQuery(sql));
        if (sql.contains(":ids")) {
            query.setParameter("ids", SqlArrays.uuids(ids));
        }
        List<?> lines = query.getResultList();
        return lines.stream().map(String::valueOf);
    }

    private static Query in(Query query) {
        query.getParameters().stream()
                .filter(parameter -> "batch".equals(parameter.getName()))
                .findAny()
                .ifPresent(parameter -> query.setParameter("batch", BATCH));
        return query;
    }
}
