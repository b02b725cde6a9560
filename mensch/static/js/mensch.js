// The whole script of ordinary pages. Every page works without it.
import "./toast.js";
import "./keys.js";
import "./palette.js";
import "./focus.js";
import "./time.js";
