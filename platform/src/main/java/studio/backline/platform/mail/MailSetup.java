package studio.backline.platform.mail;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.SealedElsewhere;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.mail.bounce.Bounces;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.TextMap;

/** Keeps how letters leave; an operator's to change. The password lies sealed in its row. */
@Component
public class MailSetup implements SealedElsewhere {

    private static final Setting<String> SETTINGS = Setting.text("mail.settings", "");
    private static final String SEALED = "sealed-password";

    private final InstanceSettings settings;
    private final FieldEncryption encryption;
    private final Operators operators;
    private final Audit audit;
    private final Bell bell;
    private final TransactionTemplate transactions;

    MailSetup(
            InstanceSettings settings,
            FieldEncryption encryption,
            Operators operators,
            Audit audit,
            Bell bell,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.encryption = encryption;
        this.operators = operators;
        this.audit = audit;
        this.bell = bell;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** As they are set; empty where mail is not set up. */
    public Optional<MailSettings> find() {
        return TextMap.read(settings.get(SETTINGS)).filter(words -> !words.isEmpty()).map(this::of);
    }

    /**
     * Changes them.
     *
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public void change(AccountId by, MailSettings changed) {
        Map<String, String> words = new TreeMap<>(changed.words());
        changed.server().ifPresent(smtp -> seal(words, "", smtp.password().reveal()));
        changed.bounces()
                .ifPresent(imap -> seal(words, MailSettings.BOUNCES, imap.password().reveal()));
        set(by, "mail.set-up", TextMap.write("Mail settings", words));
    }

    /** Forgets them: from now on links are copied and passed on by hand. */
    public void forget(AccountId by) {
        set(by, "mail.forgotten", "");
    }

    @Override
    public void sealAgain(BiFunction<FieldEncryption.Place, byte[], byte[]> again) {
        settings.change(
                SETTINGS,
                text -> {
                    Map<String, String> words = new TreeMap<>(TextMap.read(text).orElse(Map.of()));
                    Map<String, String> before = Map.copyOf(words);
                    for (String prefix : List.of("", MailSettings.BOUNCES)) {
                        words.computeIfPresent(
                                prefix + SEALED, (key, word) -> again(again, prefix, word));
                    }
                    return words.equals(before) ? text : TextMap.write("Mail settings", words);
                });
    }

    private static String again(
            BiFunction<FieldEncryption.Place, byte[], byte[]> again, String prefix, String word) {
        byte[] envelope = Base64.getDecoder().decode(word);
        return Base64.getEncoder().encodeToString(again.apply(place(prefix), envelope));
    }

    private void set(AccountId by, String act, String text) {
        transactions.executeWithoutResult(
                status -> {
                    requireOperator(by);
                    settings.set(SETTINGS, text);
                    record(by, act);
                });
        bell.ring(MailWorker.TOPIC);
        bell.ring(Bounces.TOPIC);
    }

    private void requireOperator(AccountId by) {
        if (!operators.contains(by)) {
            throw new IdentityException(IdentityError.NOT_ALLOWED);
        }
    }

    private void record(AccountId by, String act) {
        audit.recordInstance(Optional.of(by), act, Optional.empty(), Map.of());
    }

    private MailSettings of(Map<String, String> words) {
        return MailSettings.of(
                words,
                prefix -> {
                    String sealed = words.getOrDefault(prefix + SEALED, "");
                    return sealed.isEmpty()
                            ? ""
                            : encryption.openText(
                                    place(prefix), Base64.getDecoder().decode(sealed));
                });
    }

    private void seal(Map<String, String> words, String prefix, String password) {
        if (!password.isEmpty()) {
            byte[] sealed = encryption.sealText(place(prefix), password);
            words.put(prefix + SEALED, Base64.getEncoder().encodeToString(sealed));
        }
    }

    private static FieldEncryption.Place place(String prefix) {
        return new FieldEncryption.Place(
                WorkspaceKeys.INSTANCE,
                "mail." + prefix + "password",
                new UUID(0, 0),
                Purpose.CREDENTIAL);
    }
}
