package studio.backline.distribution.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;
import studio.backline.testkit.Visitor;
import studio.backline.testkit.crawl.Addresses;
import studio.backline.testkit.crawl.Crawler;
import studio.backline.testkit.crawl.Crawler.Visit;
import studio.backline.testkit.tenancy.CanaryRows;
import studio.backline.testkit.tenancy.OperationMatrix;
import studio.backline.testkit.tenancy.PublishedFunctions;

/**
 * Three workspaces side by side in the packaged house. Everybody who could goes to every address of
 * the core and of the plugin; nobody is shown a word of a workspace that is not theirs.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class NoWayToTheNeighboursIT {

    private static final Logger LOG = LoggerFactory.getLogger(NoWayToTheNeighboursIT.class);

    /** Longer than a node believes what it has read of who belongs where. */
    private static final Duration BELIEVED = Duration.ofSeconds(6);

    private final TestDatabase database = TestPostgres.shared().newDatabase("neighbours");
    private final PackagedServer server = PackagedServer.fresh().on(database);
    private final Neighbours people = new Neighbours(database);
    private final Map<String, Integer> visits = new LinkedHashMap<>();
    private final List<String> wrongs = new ArrayList<>();

    @TempDir private Path folder;

    @BeforeAll
    void openTheHouse() {
        server.start();
        FirstEvening.open(server);
        Path crm = server.home().resolve("plugins/crm.jar");
        CommandResult installed = server.command("plugin", "install", crm.toString());
        assertThat(installed.exit()).as(installed.out() + installed.err()).isZero();
    }

    @AfterAll
    void close() {
        server.close();
        TestPostgres.shared().drop(database);
    }

    @Test
    @Order(1)
    void nobodyIsShownAWordOfAWorkspaceThatIsNotTheirs() throws SQLException {
        UUID home = people.home();
        UUID victim = UUID.randomUUID();
        UUID elsewhere = UUID.randomUUID();
        CanaryRows rows = fill(List.of(home, victim, elsewhere));
        Addresses addresses = Addresses.of(server, folder);
        LOG.info("{}", addresses);
        assertThat(addresses.screens()).contains("people/:id", "settings/people", "account");
        assertThat(addresses.handlers()).anyMatch(handler -> handler.contains("/files/**"));
        Crawler crawler = crawler(addresses, rows);

        for (String role : List.of("OWNER", "MANAGER", "MEMBER", "VIEWER")) {
            Operator person = people.member(role, victim, role);
            List<Visit> seen = go(crawler, role, person, rows, Set.of(victim));
            assertThat(seen)
                    .as("%s sees their own", role)
                    .anyMatch(v -> rows.canary(victim).isIn(v.text()));
        }
        go(crawler, "operator", Operator.usual(), rows, Set.of(home));
        go(
                crawler,
                "of another",
                people.member("of another", elsewhere, "OWNER"),
                rows,
                Set.of(elsewhere));
        go(crawler, "of none", people.account("of none"), rows, Set.of());
        Operator invited = people.member("invited", elsewhere, "OWNER");
        people.invite(invited, victim);
        go(crawler, "invited", invited, rows, Set.of(elsewhere));
        removed(crawler, rows, victim, elsewhere);
        judge("stranger", crawler.asVisitor(server.visitor()), rows, Set.of());

        LOG.info("Visits by each: {}", visits);
        assertThat(wrongs).isEmpty();
        assertThat(rows.workspaces())
                .as("canaries in the log or on the console")
                .noneMatch(w -> rows.canary(w).isIn(server.log() + server.console()));
    }

    /**
     * Whoever was let out while a window stood open keeps nothing of it, and comes elsewhere: at
     * once where the change is heard, and after the time for which it is believed where it is not.
     */
    private void removed(Crawler crawler, CanaryRows rows, UUID victim, UUID elsewhere) {
        Operator removed = people.member("removed", victim, "MANAGER");
        Visitor visitor = FirstEvening.signIn(server, removed);
        ScreenWindow open = visitor.openWindow("");
        assertThat(open.go("people").body()).matches(rows.canary(victim)::isIn, "is in");
        people.leave(removed, victim);
        people.join(removed, elsewhere, "MEMBER");
        LockSupport.parkNanos(BELIEVED.toNanos());

        List<Visit> stale =
                List.of(
                        Visit.of("the open window", open.news()),
                        Visit.of("its next screen", open.go("organisations")),
                        Visit.of("the same screen", open.go("people")));
        judge("removed, in an open window", stale, rows, Set.of(elsewhere));
        judge("removed, still signed in", crawler.asMember(visitor), rows, Set.of(elsewhere));
    }

    /** What screens show of files and jobs is none of it sealed: they would not open. */
    private CanaryRows fill(List<UUID> workspaces) throws SQLException {
        try (Connection superuser = database.open()) {
            CanaryRows rows = CanaryRows.fill(superuser, workspaces);
            rows.removeSealed(superuser);
            for (UUID workspace : workspaces) {
                people.workspace(workspace, rows.canary(workspace).word(), name(rows, workspace));
            }
            return rows;
        }
    }

    private static Crawler crawler(Addresses addresses, CanaryRows rows) {
        return new Crawler(
                addresses,
                rows.workspaces().stream()
                        .map(w -> new Crawler.Target(w.toString(), rows.id(w)))
                        .toList());
    }

    /** Another word than the canary, which no row holds. */
    private static String name(CanaryRows rows, UUID workspace) {
        return new StringBuilder(rows.canary(workspace).word()).reverse().toString();
    }

    private List<Visit> go(
            Crawler crawler, String who, Operator person, CanaryRows rows, Set<UUID> theirs) {
        List<Visit> seen = crawler.asMember(FirstEvening.signIn(server, person));
        judge(who, seen, rows, theirs);
        return seen;
    }

    private void judge(String who, List<Visit> seen, CanaryRows rows, Set<UUID> theirs) {
        visits.merge(who, seen.size(), Integer::sum);
        for (Visit visit : seen) {
            for (UUID workspace : rows.workspaces()) {
                if (theirs.contains(workspace)) {
                    continue;
                }
                if (rows.canary(workspace).isIn(visit.text())) {
                    wrongs.add("%s at %s sees %s".formatted(who, visit.address(), workspace));
                }
                // Whoever was let out is told by name where from.
                boolean told = who.startsWith("removed") && visit.address().equals("GET left");
                if (!told && visit.text().contains(name(rows, workspace))) {
                    wrongs.add("%s at %s: name of %s".formatted(who, visit.address(), workspace));
                }
            }
            if (visit.status() >= 500) {
                wrongs.add("%s at %s: %d".formatted(who, visit.address(), visit.status()));
            }
        }
    }

    /** The plugin's tables are in the same matrix as the core's, without a line of the plugin's. */
    @Test
    @Order(2)
    void noOperationInAnyContextReachesARowOfAnotherWorkspace() throws SQLException {
        server.stop();
        CanaryRows rows;
        try (Connection superuser = database.open()) {
            rows =
                    CanaryRows.fill(
                            superuser,
                            List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
        }

        OperationMatrix.Findings findings = OperationMatrix.on(database, rows).run();

        LOG.info("{} cells: {}", findings.tried(), findings.cells());
        assertThat(findings.wrongs()).isEmpty();
        assertThat(findings.cells()).containsKeys("backline_platform", "p_crm");
        assertThat(PublishedFunctions.on(database, rows).run().wrongs()).isEmpty();
    }
}
