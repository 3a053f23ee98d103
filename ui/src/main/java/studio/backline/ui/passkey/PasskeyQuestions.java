package studio.backline.ui.passkey;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.passkey.PasskeyRefusedException;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.ui.caller.SignedIn;

/** Asks browsers: for a passkey of whoever is there, or to make one for who is signed in. */
@Controller
class PasskeyQuestions {

    private final SecondFactors factors;
    private final Confirmation confirmation;
    private final SignedIn signedIn;

    PasskeyQuestions(SecondFactors factors, Confirmation confirmation, SignedIn signedIn) {
        this.factors = factors;
        this.confirmation = confirmation;
        this.signedIn = signedIn;
    }

    @PostMapping(path = "/sign-in/passkey/question", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<String> ask(HttpServletRequest request) {
        try {
            return ResponseEntity.ok(PasskeyTalk.begin(request, factors.passkeys().ask()));
        } catch (PasskeyRefusedException e) {
            return ResponseEntity.notFound().build();
        }
    }

    @PostMapping(
            path = "/second-factor/passkey/question",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<String> make(HttpServletRequest request) {
        if (!confirmation.isFresh(signedIn.require())) {
            return ResponseEntity.status(403).build();
        }
        try {
            return ResponseEntity.ok(
                    PasskeyTalk.begin(
                            request, factors.passkeys().make(signedIn.require().accountId())));
        } catch (PasskeyRefusedException e) {
            return ResponseEntity.notFound().build();
        }
    }
}
