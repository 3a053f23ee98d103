package studio.backline.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;

/** Workspaces have names, places in addresses, and always an owner. */
class WorkspacesTest {

    private static final Core CORE = Core.shared();

    private final Workspaces workspaces = CORE.bean(Workspaces.class);
    private final AccountId owner = AccountId.next();
    private final String slug = freeSlug();

    @Test
    void aNewWorkspaceIsFoundByIdSlugAndOwner() {
        Workspace made = workspaces.create("  The Night Shift ", slug, owner);

        assertThat(made.name()).isEqualTo("The Night Shift");
        assertThat(workspaces.find(made.id())).contains(made);
        assertThat(workspaces.bySlug(slug)).contains(made);
        assertThat(workspaces.of(owner)).containsExactly(new Membership(made, Role.OWNER));
        assertThat(workspaces.roleOf(owner, made.id())).contains(Role.OWNER);
    }

    @Test
    void aGuestIsInUntilTheEndAndIsShownAfterwards() {
        Workspace made = workspaces.create("One", slug, owner);
        AccountId guest = AccountId.next();
        Instant end = CORE.clock().instant().plus(Duration.ofDays(2));
        workspaces.add(made.id(), guest, Role.MEMBER, Optional.of(end));
        assertThat(workspaces.roleOf(guest, made.id())).contains(Role.MEMBER);

        CORE.clock().pass(Duration.ofDays(2));
        assertThat(workspaces.roleOf(guest, made.id())).isEmpty();
        assertThat(workspaces.of(guest)).isEmpty();
        assertThat(workspaces.members(made.id())).hasSize(2);

        workspaces.limit(as(made.id(), owner), guest, Optional.empty());
        assertThat(workspaces.roleOf(guest, made.id())).contains(Role.MEMBER);
        Caller by = as(made.id(), owner);
        Optional<Instant> soon = Optional.of(end);
        assertThatThrownBy(() -> workspaces.limit(by, owner, soon))
                .isInstanceOf(LastOwnerException.class);
        workspaces.limit(by, guest, Optional.of(end.plus(Duration.ofDays(9))));
        workspaces.change(by, guest, Role.OWNER);
        assertThat(workspaces.members(made.id())).allMatch(one -> one.until().isEmpty());
    }

    @Test
    void whoIsKeptOutKeepsTheirPlaceAndTheLastOwnerIsNeverKeptOut() {
        Workspace made = workspaces.create("One", slug, owner);
        AccountId member = AccountId.next();
        workspaces.add(made.id(), member, Role.OWNER);
        Caller by = as(made.id(), owner);
        workspaces.suspend(by, member, true);

        assertThat(workspaces.roleOf(member, made.id())).isEmpty();
        assertThat(workspaces.of(member)).isEmpty();
        workspaces.add(made.id(), member, Role.OWNER);
        assertThat(workspaces.roleOf(member, made.id())).as("an invitation is no way in").isEmpty();
        assertThatThrownBy(() -> workspaces.suspend(by, owner, true))
                .isInstanceOf(LastOwnerException.class);
        assertThatThrownBy(() -> workspaces.remove(by, owner))
                .isInstanceOf(LastOwnerException.class);
        workspaces.suspend(by, member, false);
        assertThat(workspaces.roleOf(member, made.id())).contains(Role.OWNER);
    }

    @Test
    void aSlugIsTakenOnce() {
        workspaces.create("One", slug, owner);

        assertThatThrownBy(() -> workspaces.create("Two", slug, AccountId.next()))
                .isInstanceOf(SlugTakenException.class);
        assertThat(workspaces.of(owner)).hasSize(1);
    }

    @Test
    void anOldSlugGoesOnLeadingToTheWorkspaceAndIsGivenToNobodyElse() {
        Workspace made = workspaces.create("One", slug, owner);
        String next = freeSlug();

        workspaces.move(made.id(), next);

        assertThat(workspaces.bySlug(slug).orElseThrow().slug()).isEqualTo(next);
        assertThat(workspaces.bySlug(next)).map(Workspace::id).contains(made.id());
        assertThatThrownBy(() -> workspaces.create("Two", slug, owner))
                .isInstanceOf(SlugTakenException.class);
        workspaces.move(made.id(), slug);
        assertThat(workspaces.bySlug(next).orElseThrow().slug()).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Upper",
                "two--hyphens",
                "-edge",
                "edge-",
                "under_score",
                "ümlaut",
                "admin",
                "sign-in",
                "a b",
                "a/b",
                "../x",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void aSlugOfWrongFormIsRefused(String wrong) {
        assertThatThrownBy(() -> workspaces.create("One", wrong, owner))
                .isInstanceOf(InvalidSlugException.class);
        assertThat(workspaces.of(owner)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "two\nlines", "bell\u0007"})
    void aNameOfWrongFormIsRefused(String wrong) {
        assertThatThrownBy(() -> workspaces.create(wrong, slug, owner))
                .isInstanceOf(InvalidNameException.class);
    }

    @Test
    void aNameHasAHundredCharactersHoweverManyBytes() {
        String name = "🎸".repeat(100);

        assertThat(workspaces.create(name, slug, owner).name()).isEqualTo(name);
        assertThatThrownBy(() -> workspaces.create(name + "x", freeSlug(), owner))
                .isInstanceOf(InvalidNameException.class);
    }

    @Test
    void aRenamedWorkspaceKeepsItsSlug() {
        Workspace made = workspaces.create("One", slug, owner);

        workspaces.rename(made.id(), "Other", slug);

        assertThat(workspaces.find(made.id()))
                .contains(new Workspace(made.id(), "Other", slug, made.createdAt()));
    }

    @Test
    void aNameAndASlugAreTakenTogetherOrNotAtAll() {
        Workspace made = workspaces.create("One", slug, owner);
        String taken = workspaces.create("Two", freeSlug(), owner).slug();
        String free = freeSlug();

        assertThatThrownBy(() -> workspaces.rename(made.id(), "two\nlines", free))
                .isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> workspaces.rename(made.id(), "Other", taken))
                .isInstanceOf(SlugTakenException.class);
        assertThat(workspaces.find(made.id())).contains(made);
        assertThat(workspaces.bySlug(free)).isEmpty();

        workspaces.rename(made.id(), "Other", free);
        assertThat(workspaces.bySlug(slug))
                .contains(new Workspace(made.id(), "Other", free, made.createdAt()));
    }

    @Test
    void membersComeChangeAndGo() {
        Workspace made = workspaces.create("One", slug, owner);
        AccountId other = AccountId.next();

        workspaces.add(made.id(), other, Role.VIEWER);
        workspaces.add(made.id(), other, Role.MEMBER);
        assertThat(workspaces.roleOf(other, made.id())).contains(Role.MEMBER);
        workspaces.add(made.id(), other, Role.VIEWER);
        assertThat(workspaces.roleOf(other, made.id())).contains(Role.MEMBER);
        workspaces.change(as(made.id(), owner), other, Role.VIEWER);

        assertThat(workspaces.members(made.id()))
                .extracting(Member::account, Member::role)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(owner, Role.OWNER),
                        org.assertj.core.groups.Tuple.tuple(other, Role.VIEWER));
        remove(made.id(), owner, other);
        assertThat(workspaces.of(other)).isEmpty();
        assertThatThrownBy(() -> remove(made.id(), owner, other))
                .isInstanceOf(NoSuchMemberException.class);
    }

    @Test
    void theAuditTellsWhoJoinedChangedLeftAndWasTakenOutByWhomAndOfNobodyElse() {
        WorkspaceId made = workspaces.create("One", slug, owner).id();
        AccountId leaving = AccountId.next();
        AccountId removed = AccountId.next();
        workspaces.add(made, leaving, Role.MANAGER);
        workspaces.add(made, removed, Role.VIEWER);
        workspaces.add(made, leaving, Role.MEMBER);
        workspaces.change(as(made, leaving), removed, Role.VIEWER);
        workspaces.change(as(made, leaving), removed, Role.MEMBER);
        workspaces.add(made, removed, Role.MANAGER);
        assertThatThrownBy(() -> workspaces.change(as(made, owner), owner, Role.MEMBER))
                .isInstanceOf(LastOwnerException.class);

        remove(made, leaving, leaving);
        remove(made, owner, removed);
        assertThatThrownBy(() -> remove(made, owner, removed))
                .isInstanceOf(NoSuchMemberException.class);
        assertThatThrownBy(() -> remove(made, owner, owner)).isInstanceOf(LastOwnerException.class);

        assertThat(told(made))
                .containsExactly(
                        told("tenancy.member-joined", leaving, leaving, Role.MANAGER),
                        told("tenancy.member-joined", removed, removed, Role.VIEWER),
                        told("tenancy.role-changed", leaving, removed, Role.MEMBER) + " VIEWER",
                        told("tenancy.role-changed", removed, removed, Role.MANAGER) + " MEMBER",
                        told("tenancy.member-left", leaving, leaving, Role.MANAGER),
                        told("tenancy.member-removed", owner, removed, Role.MANAGER));
    }

    private static List<String> told(WorkspaceId workspace) {
        return CORE.behind()
                .sql(
                        """
                        select concat_ws(' ', e.act, p.account_id, p.target, p.facts ->> 'role',
                            p.facts ->> 'before')
                        from backline.audit_entry e
                        join backline.audit_payload p using (workspace_id, id)
                        where e.workspace_id = ? order by e.seq
                        """)
                .param(workspace.value())
                .query(String.class)
                .list();
    }

    private static String told(String act, AccountId who, AccountId whom, Role role) {
        return "%s %s %s %s".formatted(act, who.value(), whom.value(), role);
    }

    private void remove(WorkspaceId from, AccountId by, AccountId who) {
        workspaces.remove(as(from, by), who);
    }

    private static Caller as(WorkspaceId in, AccountId who) {
        return new Caller(in, Optional.of(who), Role.OWNER);
    }

    @Test
    void theLastOwnerNeitherGoesNorSteps() {
        Workspace made = workspaces.create("One", slug, owner);

        assertThatThrownBy(() -> remove(made.id(), owner, owner))
                .isInstanceOf(LastOwnerException.class);
        assertThatThrownBy(() -> workspaces.change(as(made.id(), owner), owner, Role.MANAGER))
                .isInstanceOf(LastOwnerException.class);
        assertThat(workspaces.roleOf(owner, made.id())).contains(Role.OWNER);
    }

    @Test
    void twoOwnersWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            AccountId other = AccountId.next();
            WorkspaceId made = workspaces.create("One", freeSlug(), owner).id();
            workspaces.add(made, other, Role.OWNER);
            CyclicBarrier together = new CyclicBarrier(2);

            List<Boolean> done =
                    atOnce(
                            () -> {
                                together.await();
                                workspaces.change(as(made, owner), other, Role.VIEWER);
                                return true;
                            },
                            () -> {
                                together.await();
                                remove(made, owner, owner);
                                return true;
                            });

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(workspaces.members(made)).filteredOn(m -> m.role() == Role.OWNER).hasSize(1);
        }
    }

    @Test
    void ofTwoOwnersWhoLeaveAtOnceOneStays() throws Exception {
        for (int round = 0; round < 10; round++) {
            AccountId other = AccountId.next();
            WorkspaceId made = workspaces.create("One", freeSlug(), owner).id();
            workspaces.add(made, other, Role.OWNER);
            CyclicBarrier together = new CyclicBarrier(2);

            List<Boolean> done =
                    atOnce(leaving(made, owner, together), leaving(made, other, together));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(workspaces.members(made))
                    .extracting(Member::role)
                    .containsExactly(Role.OWNER);
        }
    }

    private Callable<Boolean> leaving(WorkspaceId from, AccountId who, CyclicBarrier together) {
        return () -> {
            together.await();
            remove(from, who, who);
            return true;
        };
    }

    @Test
    void aWorkspaceThatIsNotThereIsSaidSo() {
        WorkspaceId none = WorkspaceId.next();

        assertThat(workspaces.find(none)).isEmpty();
        assertThatThrownBy(() -> workspaces.rename(none, "x", slug))
                .isInstanceOf(NoSuchWorkspaceException.class);
        assertThatThrownBy(() -> workspaces.add(none, owner, Role.OWNER))
                .isInstanceOf(NoSuchWorkspaceException.class);
    }

    /** Whether each came to its end, or was refused because it would have left no owner. */
    @SafeVarargs
    private static List<Boolean> atOnce(Callable<Boolean>... works) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> futures = threads.invokeAll(List.of(works));
            List<Boolean> done = new java.util.ArrayList<>();
            for (Future<Boolean> future : futures) {
                try {
                    done.add(future.get());
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(LastOwnerException.class);
                    done.add(false);
                }
            }
            return done;
        }
    }

    private static String freeSlug() {
        return "w-" + UUID.randomUUID().toString().substring(24);
    }
}
