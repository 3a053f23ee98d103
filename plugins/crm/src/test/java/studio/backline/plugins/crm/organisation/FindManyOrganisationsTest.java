package studio.backline.plugins.crm.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.testkit.flat.FlatHost;

/** A file in which each row has a name of its own. */
class FindManyOrganisationsTest {

    private static final List<String> NAMES =
            IntStream.range(0, 20_000).mapToObj("name %d"::formatted).toList();

    private final FlatHost host = CrmHost.host();
    private final EntityManager entities = host.bean(EntityManager.class);

    @Test
    void eachNameIsLookedUpInTheIndexAndNotComparedToAllOthers() {
        host.inTransaction(
                host.newWorkspace(),
                () -> {
                    OrganisationKeys keys = new OrganisationKeys(entities);
                    Map<String, UUID> made = keys.byKey(NAMES);
                    assertThat(made).hasSize(20_000);
                    assertThat(keys.find(List.of("NAME 7", "Name 7", "Nobody")))
                            .containsExactly(Map.entry("name 7", made.get("name 7")));
                    assertThat(plan()).containsPattern("Index Cond: .*name_key = k\\.key");
                    return made;
                });
    }

    @Test
    void signsTellNamesApartAndCaseAccentsAndWhiteSpaceDoNot() {
        List<String> names =
                List.of(
                        "{0}",
                        "+0",
                        "0",
                        "0.0.0",
                        "0,0,0",
                        "0 0 0",
                        "1#IND",
                        "-1#IND",
                        "Infinity",
                        "-Infinity",
                        "!!!",
                        "!",
                        "A-B C",
                        "A B-C",
                        "><b>",
                        "\">< b>",
                        "\u00bd",
                        "1 2");
        host.inTransaction(
                host.newWorkspace(),
                () -> {
                    OrganisationKeys keys = new OrganisationKeys(entities);
                    assertThat(keys.byKey(names)).hasSize(names.size());
                    assertThat(
                                    entities.createNativeQuery("select name from organisation")
                                            .getResultList())
                            .containsExactlyInAnyOrderElementsOf(names);
                    assertThat(keys.require("  INFINITY "))
                            .isEqualTo(keys.require("infinit\u00fd"));
                    assertThat(keys.require("a-b   c")).isEqualTo(keys.require("A-B C"));
                    assertThat(keys.require("a & b")).isEqualTo(keys.require("A&B"));
                    return names;
                });
    }

    @Test
    void apostrophesAreOneWhateverTheirShape() {
        host.inTransaction(
                host.newWorkspace(),
                () -> {
                    OrganisationKeys keys = new OrganisationKeys(entities);
                    assertThat(List.of("O’Neill’s", "O‘Neill`s", "OʼNeill´s"))
                            .extracting(keys::require)
                            .containsOnly(keys.require("O'Neill's"));
                    assertThat(keys.require("O Neill s")).isNotEqualTo(keys.require("O'Neill's"));
                    return keys;
                });
    }

    private String plan() {
        List<?> lines =
                entities.createNativeQuery("explain " + OrganisationKeys.FIND)
                        .setParameter("keys", SqlArrays.texts(NAMES))
                        .getResultList();
        return String.join("\n", lines.stream().map(String::valueOf).toList());
    }
}
