// Every page works without this file. Each element improves a form or a link that is already there.

import "./elements/char-counter.js";
import "./elements/copy-text.js";
import "./elements/desk-inbox.js";
import "./elements/draft-keeper.js";
import "./elements/kanban-board.js";
import "./elements/page-shortcuts.js";
import "./elements/pop-menu.js";
import "./elements/saved-answer-picker.js";
import "./elements/vote-button.js";
import "./lib/in-sight.js";
import "./lib/more.js";
