package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.identity.signin.SignIn;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;
import studio.backline.platform.tenancy.InvalidNameException;
import studio.backline.platform.tenancy.InvalidSlugException;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.NaughtyStrings;

/** Every naughty string in the fields of the house: kept as typed, or refused with the reason. */
class NaughtyNamesTest {

    private static final String PASSWORD = "seven lanterns over the harbour";
    private static List<String> strings = List.of();
    private static Core core;
    private static Accounts accounts;
    private static Workspaces workspaces;
    private static EmailAddress email;
    private static AccountId account;

    @BeforeAll
    static void someone() {
        strings = strings();
        core = Core.shared();
        accounts = core.bean(Accounts.class);
        workspaces = core.bean(Workspaces.class);
        email = new EmailAddress("naughty@example.org");
        account =
                accounts.create(
                        accounts.prepare(new NewAccount(email, "Someone", PASSWORD)), false);
    }

    @Test
    void asTheNameOfAPerson() {
        int refused =
                core.inTransaction(
                        () ->
                                refusals(
                                        text -> {
                                            try {
                                                accounts.rename(account, text);
                                            } catch (IdentityException e) {
                                                assertThat(e.error())
                                                        .isEqualTo(IdentityError.NAME_INVALID);
                                                return false;
                                            }
                                            assertThat(
                                                            accounts.find(account)
                                                                    .orElseThrow()
                                                                    .displayName())
                                                    .isEqualTo(text.strip());
                                            return true;
                                        }));
        assertThat(refused).isLessThan(strings.size() / 8);
    }

    @Test
    void asTheNameOfAWorkspace() {
        WorkspaceId workspace = workspaces.create("A", "naughty-names", account).id();
        int refused =
                core.inTransaction(
                        () ->
                                refusals(
                                        text -> {
                                            try {
                                                workspaces.rename(workspace, text, "naughty-names");
                                            } catch (InvalidNameException e) {
                                                return false;
                                            }
                                            assertThat(
                                                            workspaces
                                                                    .find(workspace)
                                                                    .orElseThrow()
                                                                    .name())
                                                    .isEqualTo(text.strip());
                                            return true;
                                        }));
        assertThat(refused).isLessThan(strings.size() / 6);
    }

    /** Whatever a workspace is called, there is a place in addresses for it. */
    @Test
    void asAPlaceInAddresses() {
        WorkspaceId workspace = workspaces.create("A", "naughty-slugs", account).id();
        for (String text : strings) {
            assertThat(Foundation.slug(text))
                    .matches("[a-z0-9]+(-[a-z0-9]+)*")
                    .hasSizeBetween(2, 40);
        }
        core.inTransaction(
                () ->
                        refusals(
                                text -> {
                                    try {
                                        workspaces.move(workspace, text);
                                    } catch (InvalidSlugException e) {
                                        return false;
                                    }
                                    assertThat(workspaces.bySlug(text).orElseThrow().slug())
                                            .isEqualTo(text)
                                            .matches("[a-z0-9-]{2,40}");
                                    return true;
                                }));
        assertThat(strings).allSatisfy(text -> workspaces.bySlug(text));
    }

    @Test
    void asAnAddressThatIsInvitedOrSignsIn() {
        WorkspaceId workspace = workspaces.create("A", "naughty-mails", account).id();
        Caller owner = new Caller(workspace, Optional.of(account), Role.OWNER);
        Invitations invitations = core.bean(Invitations.class);
        // Somebody new may be invited only where invitations make accounts.
        core.inTransaction(
                () -> {
                    core.bean(InstanceSettings.class)
                            .set(
                                    Setting.choice(
                                            "identity.registration", Registration.Mode.CLOSED),
                                    Registration.Mode.INVITATION);
                    return true;
                });
        for (String text : strings) {
            for (String typed : List.of(text, text + "@example.org", "a@" + text)) {
                EmailAddress address;
                try {
                    address = new EmailAddress(typed);
                } catch (IdentityException e) {
                    assertThat(e.error()).isEqualTo(IdentityError.EMAIL_INVALID);
                    continue;
                }
                String token = invitations.create(owner, address, Role.VIEWER).token();
                assertThat(invitations.find(token).email().value()).isEqualTo(typed.strip());
            }
        }
        assertThat(invitations.list(account, workspace)).hasSizeGreaterThan(20);
    }

    @Test
    void asTheWayIn() {
        Invitations invitations = core.bean(Invitations.class);
        for (String text : strings) {
            assertThatThrownBy(() -> invitations.find(text))
                    .as(text)
                    .isInstanceOfSatisfying(
                            IdentityException.class,
                            e -> assertThat(e.error()).isEqualTo(IdentityError.INVITATION_INVALID));
        }
    }

    /** Hashing takes its time, so that these are the worst; all others are tried where it is. */
    @Test
    void asAPasswordThatSignsInAgain() {
        PasswordPolicy policy = new PasswordPolicy();
        List<String> good =
                strings.stream().filter(text -> policy.check(text, email, "A").isEmpty()).toList();
        List<String> worst =
                Stream.of("🎸", "\u202e", "\u0489", "<script>", "${", "'", "Ω", "田", "\u200b")
                        .flatMap(sign -> good.stream().filter(t -> t.contains(sign)).limit(1))
                        .distinct()
                        .toList();
        assertThat(worst).hasSizeGreaterThan(4);
        int place = 0;
        for (String password : worst) {
            EmailAddress own = new EmailAddress("naughty.%d@example.org".formatted(place++));
            accounts.create(accounts.prepare(new NewAccount(own, "A", password)), false);
            SignInDetails from = new SignInDetails("2001:db8:77:%x::1".formatted(place), "");
            assertThat(core.bean(SignIn.class).signIn(own.value(), password, from)).isNotNull();
        }
    }

    private interface Typing {

        boolean taken(String text);
    }

    private static int refusals(Typing typing) {
        int refused = 0;
        for (String text : strings) {
            refused += typing.taken(text) ? 0 : 1;
        }
        return refused;
    }

    private static List<String> strings() {
        List<String> strings = new ArrayList<>(NaughtyStrings.all());
        strings.addAll(
                List.of("\0", "a\0b", "\ud83d", "x\ude00", "🎸".repeat(300), "a".repeat(100_000)));
        return strings;
    }
}
