package studio.backline.platform.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;
import studio.backline.platform.tenancy.InvalidSlugException;
import studio.backline.platform.tenancy.Slug;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.Workspaces;

/**
 * A workspace for somebody, with its key; its slug follows from its name. Where the house is for
 * several artists, whoever runs it makes further ones.
 */
public final class Foundation {

    private static final Setting<Boolean> SEVERAL = Setting.flag("identity.several", false);

    private final Workspaces workspaces;
    private final WorkspaceKeys keys;
    private final InstanceSettings settings;
    private final Operators operators;
    private final TransactionTemplate transactions;
    private final Audit audit;

    Foundation(
            Workspaces workspaces,
            WorkspaceKeys keys,
            InstanceSettings settings,
            Operators operators,
            TransactionTemplate transactions,
            Audit audit) {
        this.workspaces = workspaces;
        this.keys = keys;
        this.settings = settings;
        this.operators = operators;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Whether the house is for several artists, with a workspace each. */
    public boolean forSeveral() {
        return settings.get(SEVERAL);
    }

    /** Says whether it is; an operator's right. Workspaces that are there stay. */
    public void forSeveral(AccountId by, boolean several) {
        transactions.executeWithoutResult(
                status -> {
                    requireOperator(by);
                    settings.set(SEVERAL, several);
                    audit.recordInstance(
                            Optional.of(by),
                            "identity.several-changed",
                            Optional.empty(),
                            Map.of("several", several ? "yes" : "no"));
                });
    }

    /**
     * Makes another workspace; an operator's right. Whoever makes it is its owner, as anybody who
     * makes one is, and hands it on by an invitation.
     *
     * @throws IdentityException {@code NOT_ALLOWED}, or {@code ONE_WORKSPACE} where the house is
     *     not for several
     * @throws studio.backline.platform.tenancy.TenancyException when the name is not good
     */
    public Workspace foundAnother(AccountId by, String name) {
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            requireOperator(by);
                            if (!forSeveral()) {
                                throw new IdentityException(IdentityError.ONE_WORKSPACE);
                            }
                            Workspace made = found(name, by);
                            audit.recordInstance(
                                    Optional.of(by),
                                    "identity.workspace-made",
                                    Optional.of(made.id().value()),
                                    Map.of());
                            return made;
                        }));
    }

    private void requireOperator(AccountId by) {
        if (!operators.contains(by)) {
            throw new IdentityException(IdentityError.NOT_ALLOWED);
        }
    }

    /** Inside the caller's transaction. A key whose workspace was rolled back seals nothing. */
    Workspace found(String name, AccountId owner) {
        String slug = slug(name);
        if (workspaces.bySlug(slug).isPresent()) {
            slug = distinct(slug);
        }
        Workspace workspace = workspaces.create(name, slug, owner);
        keys.create(workspace.id());
        return workspace;
    }

    /** A slug like the name, where letters and digits allow one. */
    static String slug(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(Slug.MAX_LENGTH, plain.length()));
        String slug = cut.replaceAll("^-+|-+$", "");
        try {
            return new Slug(slug).value();
        } catch (InvalidSlugException e) {
            // A reserved word, or a name in letters of another script.
            return distinct(slug);
        }
    }

    private static String distinct(String slug) {
        String tail = SecureTokens.oneTimeCode().substring(0, 4).toLowerCase(Locale.ROOT);
        int room = Slug.MAX_LENGTH - tail.length() - 1;
        String head = slug.isEmpty() ? "w" : slug.substring(0, Math.min(room, slug.length()));
        return head.replaceAll("-+$", "") + "-" + tail;
    }
}
