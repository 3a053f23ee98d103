package studio.backline.platform.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.database.Database;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.Workspaces;

/** What one node has changed the others do not go on remembering. */
class ForgetOnAllNodesTest {

    private static final int SECONDS = 20;
    private static final AtomicInteger SLUGS = new AtomicInteger();

    private static Core here;
    private static Core there;

    private final AccountId owner = AccountId.next();

    @BeforeAll
    static void start() throws InterruptedException {
        here = Core.fresh();
        there = here.anotherNode();
        Semaphore heard = new Semaphore(0);
        there.bean(Bell.class).hear("first", heard::release);
        do {
            here.bean(Bell.class).ring("first");
        } while (!heard.tryAcquire(100, TimeUnit.MILLISECONDS));
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void aWorkspaceWhoseKeyIsGoneIsShutOnTheOtherNodeToo() {
        WorkspaceId workspace = workspace();
        WorkspaceKeys keys = here.bean(WorkspaceKeys.class);
        keys.create(workspace);
        FieldEncryption.Place place =
                new FieldEncryption.Place(
                        workspace, "test.note", UUID.randomUUID(), Purpose.PERSONAL);
        byte[] sealed = here.bean(FieldEncryption.class).seal(place, "for two".getBytes(UTF_8));
        assertThat(there.bean(FieldEncryption.class).open(place, sealed)).isNotEmpty();

        keys.destroy(workspace);

        await(() -> !opens(place, sealed));
        assertThatThrownBy(() -> there.bean(FieldEncryption.class).seal(place, sealed))
                .hasMessageContaining("destroyed");
    }

    @Test
    void whateverChangesWhoBelongsWhereIsTold() throws Exception {
        Semaphore told = new Semaphore(0);
        there.bean(NodeCaches.class).onMemberships(told::release);
        Workspaces workspaces = here.bean(Workspaces.class);
        AccountId guest = AccountId.next();

        WorkspaceId workspace = workspace();
        Caller by = new Caller(workspace, Optional.of(owner), Role.OWNER);
        assertTold(told);
        workspaces.add(workspace, guest, Role.MEMBER);
        assertTold(told);
        workspaces.change(by, guest, Role.VIEWER);
        assertTold(told);
        workspaces.rename(workspace, "Another name", slug());
        assertTold(told);
        workspaces.remove(by, guest);
        assertTold(told);
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        WorkspaceId workspace = workspace();
        Semaphore told = new Semaphore(0);
        here.bean(NodeCaches.class).onMemberships(told::release);

        assertThatThrownBy(
                        () ->
                                here.inTransaction(
                                        () -> {
                                            here.bean(Workspaces.class)
                                                    .add(workspace, AccountId.next(), Role.MEMBER);
                                            throw new IllegalStateException("on second thoughts");
                                        }))
                .hasMessage("on second thoughts");

        assertThat(told.availablePermits()).isZero();
    }

    /** A ring that the database does not take now is none that is lost. */
    @Test
    void whoeverCannotBeToldNowIsToldAMomentLater() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        Bell bell =
                new Bell(
                        here.bean(Database.class),
                        here.bean(JdbcClient.class),
                        failing(failures, here.bean(PlatformTransactionManager.class)));
        Semaphore heard = new Semaphore(0);
        there.bean(Bell.class).hear("late", heard::release);
        bell.start();
        try {
            bell.ring("late");

            assertTold(heard);
            assertThat(failures).hasValue(0);
        } finally {
            bell.stop();
        }
    }

    private static PlatformTransactionManager failing(
            AtomicInteger times, PlatformTransactionManager manager) {
        return new PlatformTransactionManager() {

            @Override
            public TransactionStatus getTransaction(TransactionDefinition definition) {
                if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new CannotCreateTransactionException("not now");
                }
                return manager.getTransaction(definition);
            }

            @Override
            public void commit(TransactionStatus status) {
                manager.commit(status);
            }

            @Override
            public void rollback(TransactionStatus status) {
                manager.rollback(status);
            }
        };
    }

    private static void assertTold(Semaphore told) throws InterruptedException {
        assertThat(told.tryAcquire(SECONDS, TimeUnit.SECONDS)).as("told").isTrue();
    }

    private static boolean opens(FieldEncryption.Place place, byte[] sealed) {
        try {
            return there.bean(FieldEncryption.class).open(place, sealed).length > 0;
        } catch (RuntimeException shut) {
            return false;
        }
    }

    private WorkspaceId workspace() {
        return here.bean(Workspaces.class).create("Forgotten", slug(), owner).id();
    }

    private static String slug() {
        return "forgotten-" + SLUGS.incrementAndGet();
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
