/** How letters leave the house: what a transport is handed, and what it answers. */
@NullMarked
package studio.backline.contract.mail;

import org.jspecify.annotations.NullMarked;
