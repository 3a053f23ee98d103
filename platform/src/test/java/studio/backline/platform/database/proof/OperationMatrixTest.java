package studio.backline.platform.database.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;
import studio.backline.platform.database.server.CoreSchema;
import studio.backline.testkit.tenancy.OperationMatrix;
import studio.backline.testkit.tenancy.TenantTable;

/** No operation in any context, by the core or by a plugin, reaches a row of another workspace. */
class OperationMatrixTest {

    private static final Logger LOG = LoggerFactory.getLogger(OperationMatrixTest.class);

    @RegisterExtension static final ProvenHouse HOUSE = new ProvenHouse();

    @Test
    void noOperationInAnyContextReachesARowOfAnotherWorkspace() throws SQLException {
        OperationMatrix.Findings findings =
                OperationMatrix.on(HOUSE.database(), HOUSE.rows()).run();

        LOG.info("{} cells: {}", findings.tried(), findings.cells());
        assertThat(findings.wrongs()).isEmpty();
        assertThat(findings.cells()).containsKeys("backline_platform", ProvenHouse.PLUGIN.schema());
    }

    @Test
    void everyTableThatIsDeclaredAWorkspacesHasItsRows() throws SQLException {
        Set<String> declared =
                CoreSchema.read().tables().stream()
                        .filter(table -> table.scope() == TableScope.TENANT)
                        .map(TableDeclaration::table)
                        .collect(Collectors.toSet());

        assertThat(HOUSE.rows().tenantTables())
                .filteredOn(table -> table.schema().equals("backline"))
                .extracting(TenantTable::name)
                .containsExactlyInAnyOrderElementsOf(declared);
        try (Connection superuser = HOUSE.database().open()) {
            assertThat(HOUSE.shapes(superuser))
                    .as("rows by workspace")
                    .hasSize(3)
                    .containsOnly(HOUSE.rows().tenantTables().size());
        }
    }

    /** A text without its canary would hide what is seen of it. */
    @Test
    void everyTextHoldsItsCanaryUnlessACheckFixesIt() {
        assertThat(HOUSE.rows().restricted())
                .as("columns whose values a check names")
                .allSatisfy(column -> assertThat(HOUSE.checked()).contains(column));
    }
}
