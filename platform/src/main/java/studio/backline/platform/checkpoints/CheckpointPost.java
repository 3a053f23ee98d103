package studio.backline.platform.checkpoints;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.mail.HouseLetters;
import studio.backline.platform.mail.Letter;
import studio.backline.platform.mail.LetterText;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.tenancy.Member;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.Workspaces;

/**
 * Sends checkpoints to those whom a chain serves: a workspace's to its owners, the instance's to
 * its operators.
 */
record CheckpointPost(Mail mail, Workspaces workspaces, Accounts accounts, Operators operators) {

    private static final Duration GOOD_FOR = Duration.ofDays(2);

    /** Hands a checkpoint out; nothing where mail is not set up, and it is there to be fetched. */
    void send(Optional<WorkspaceId> whose, Standing.Kept kept) {
        List<String> lines = kept.note().lines().filter(line -> !line.isBlank()).toList();
        post(whose, "checkpoint", (words, name) -> words.checkpoint(name, kept.size(), lines));
    }

    /** Tells that a chain does not hold together. */
    void warn(Optional<WorkspaceId> whose) {
        post(whose, "chain-broken", HouseLetters::chainBroken);
    }

    private interface Words {
        LetterText of(HouseLetters words, Optional<String> name);
    }

    private void post(Optional<WorkspaceId> whose, String kind, Words words) {
        if (!mail.isSet()) {
            return;
        }
        Optional<String> name = whose.flatMap(workspaces::find).map(Workspace::name);
        List<AccountId> readers = whose.map(this::owners).orElseGet(operators::list);
        for (Account reader : accounts.find(readers)) {
            if (!mail.isClosed(reader.email())) {
                LetterText text = words.of(HouseLetters.in(language(reader)), name);
                mail.plan(new Letter(kind, whose, reader.email(), text, GOOD_FOR));
            }
        }
    }

    private List<AccountId> owners(WorkspaceId workspace) {
        return workspaces.members(workspace).stream()
                .filter(member -> member.role() == Role.OWNER)
                .map(Member::account)
                .toList();
    }

    private Locale language(Account reader) {
        return accounts.taste(reader.id())
                .language()
                .map(Locale::forLanguageTag)
                .orElse(Locale.ENGLISH);
    }
}
