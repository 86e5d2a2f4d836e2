// Light or dark: the reader's choice if there is one, else the system's. Set before anything is drawn. And whether the
// screen is wide enough for a chart's words to run on (as in of_charts.css), which a turned tablet changes.
(function () {
  "use strict";
  var KEY = "theme"; // the id of the store, which Dash uses as the key
  var wide = window.matchMedia("(min-width: 56rem)");

  function chosen() {
    try {
      return JSON.parse(window.localStorage.getItem(KEY));
    } catch (_error) {
      return null;
    }
  }

  function inForce(choice) {
    if (choice === "light" || choice === "dark") return choice;
    return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  // The server writes the choice into the next page, which is then never shown in the other scheme first.
  function remember(choice) {
    document.cookie = "theme=" + choice + "; path=/; max-age=31536000; SameSite=Strict";
  }

  if (chosen()) remember(chosen());
  document.documentElement.setAttribute("data-mantine-color-scheme", inForce(chosen()));

  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});

  scripts.switchTheme = function (clicks, choice) {
    if (!clicks) return choice === undefined ? null : choice; // drawn anew: as it was, and said to what follows
    var other = inForce(choice) === "dark" ? "light" : "dark";
    remember(other);
    return other;
  };

  wide.addEventListener("change", function () {
    if (document.getElementById("content")) {
      window.dash_clientside.set_props("wide", { data: wide.matches });
    }
  });

  scripts.applyTheme = function (choice) {
    return [inForce(choice === undefined || choice === null ? chosen() : choice), wide.matches];
  };
})();
