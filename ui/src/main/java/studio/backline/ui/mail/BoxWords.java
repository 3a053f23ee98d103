package studio.backline.ui.mail;

import studio.backline.contract.mail.MailFault;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailSettings;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** What is told of the box to which letters come back. */
record BoxWords(HostTexts texts, MailSettings.Server box) {

    /** What a try of it has shown. */
    Notice tried(MailCheck.Finding finding) {
        if (finding.fault().isEmpty()) {
            return new Notice(Tone.INFO, texts.get("mail.box.done", box.host()));
        }
        String sentence = texts.get("mail.box.failed", fault(finding.fault().get()));
        // What has no blank is the name of an error, and nobody's words.
        boolean words = finding.reply().contains(" ");
        return new Notice(
                Tone.BAD,
                words ? sentence + " " + texts.get("mail.said", finding.reply()) : sentence);
    }

    /** What the last look into it met. */
    Notice unread(MailCheck.UnreadBox unread) {
        return new Notice(
                Tone.WARN,
                texts.get(
                        "mail.box.unread",
                        Moments.here(texts).of(unread.since()),
                        fault(unread.fault())));
    }

    private String fault(MailFault fault) {
        String own = "mail.box.fault." + fault;
        return texts.get(
                texts.has(own) ? own : "mail.fault.of." + fault,
                box.host(),
                String.valueOf(box.port()));
    }
}
