package studio.backline.platform.database.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.testkit.tenancy.OperationMatrix;
import studio.backline.testkit.tenancy.PublishedFunctions;

/** What runs with the rights of its owner serves the caller's workspace and no other. */
class PublishedFunctionsTest {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedFunctionsTest.class);

    @RegisterExtension static final ProvenHouse HOUSE = new ProvenHouse();

    @Test
    void noFunctionReachesWhatAnotherWorkspaceHas() throws SQLException {
        PublishedFunctions functions = PublishedFunctions.on(HOUSE.database(), HOUSE.rows());
        OperationMatrix.Findings findings = functions.run();

        LOG.info("{} calls; answered: {}", findings.tried(), functions.answered());
        assertThat(findings.wrongs()).isEmpty();
        assertThat(functions.answered()).as("the ids mean something").hasSizeGreaterThan(9);
    }

    /** The test of the test: functions of the core's that forget to ask who calls. */
    @Test
    void oneThatForgetsToAskWhoCallsIsNoticed() throws SQLException {
        String forgetful =
                """
                create function backline_api.peek(id uuid) returns setof text
                    language sql security definer set search_path = pg_catalog, pg_temp
                    as 'select s::text from backline.subject s where s.id = peek.id';
                create function backline_api.poke(id uuid) returns setof uuid
                    language sql security definer set search_path = pg_catalog, pg_temp
                    as 'delete from backline.job j where j.id = poke.id returning null::uuid';
                alter function backline_api.peek(uuid) owner to backline_owner;
                alter function backline_api.poke(uuid) owner to backline_owner
                """;

        assertThat(
                        PublishedFunctions.on(HOUSE.database(), HOUSE.rows())
                                .after(forgetful)
                                .run()
                                .wrongs())
                .contains(
                        "p_proven, OTHER: backline_api.peek(uuid): gives what another workspace has",
                        "p_proven, NONE: backline_api.peek(uuid): gives what another workspace has",
                        "p_proven, OTHER: backline_api.poke(uuid): changes a row of another workspace",
                        "backline_platform, REPLAYED: backline_api.poke(uuid): changes a row of another workspace");
    }
}
