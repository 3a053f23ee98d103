package studio.backline.platform.health.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.backline.contract.mail.MailFault;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.mail.LetterState;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.work.Sending;

/**
 * Do letters leave? Told by what became of those that were planned, and by whether the mail server
 * lets this house sign in now; no letter is sent, since it would be somebody's. And is seen what
 * comes back? The box for that is opened, and nothing in it is read.
 */
record MailExamination(MailSetup setup, MailDesk desk, MailCheck check, Sending sending)
        implements Examination {

    @Override
    public List<Finding> examine() {
        Optional<MailSettings> settings = setup.find();
        if (settings.isEmpty()) {
            return List.of(Finding.hint("mail.none"));
        }
        List<Finding> findings = new ArrayList<>();
        Map<LetterState, Long> counts = desk.counts();
        findings.add(leaving(settings.get(), counts));
        if (!sending.isPaused()) {
            settings.get().bounces().ifPresent(box -> findings.add(returning(settings.get(), box)));
        }
        long unknown = counts.getOrDefault(LetterState.UNKNOWN, 0L);
        if (unknown > 0) {
            findings.add(Finding.hint("mail.unknown", unknown));
        }
        return findings;
    }

    private Finding leaving(MailSettings settings, Map<LetterState, Long> counts) {
        String by = by(settings);
        if (sending.isPaused()) {
            return Finding.hint("mail.paused", by);
        }
        Optional<MailFault> fault = check.look(settings).or(desk::fault);
        if (fault.isPresent()) {
            return Finding.bad("mail." + fault.get().name(), by);
        }
        return counts.containsKey(LetterState.DONE)
                ? Finding.good("mail.leaves", by)
                : Finding.hint("mail.untried", by);
    }

    private Finding returning(MailSettings settings, MailSettings.Server box) {
        return check.lookAtBox(settings)
                .map(fault -> Finding.bad("mail.box." + fault.name(), box.host()))
                .orElseGet(() -> Finding.good("mail.box.read", box.host()));
    }

    private static String by(MailSettings settings) {
        return settings.server()
                .filter(smtp -> settings.transport().equals(MailSettings.SMTP))
                .map(MailSettings.Server::host)
                .orElse(settings.transport());
    }
}
