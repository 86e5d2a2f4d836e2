// The PDF of the present view: says that it is being made, then hands it over, or says why not.
(function () {
  "use strict";
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});

  function say(text) {
    window.dash_clientside.set_props("pdf-status", { children: text });
  }

  function named(response) {
    var match = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") || "");
    return match ? match[1] : "sijill.pdf";
  }

  function handOver(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 60000);
  }

  function reason(response) {
    return response.json().then(
      function (body) {
        return body.issues[0].message;
      },
      function () {
        return "";
      }
    );
  }

  scripts.makePdf = async function (clicks, search, texts) {
    var button = document.getElementById("pdf-button");
    if (!clicks || button.disabled) return window.dash_clientside.no_update;
    button.disabled = true;
    say(texts.making);
    try {
      var parameters = new URLSearchParams(search || "");
      parameters.set("lang", document.documentElement.lang);
      var response = await fetch("/api/v1/snapshot.pdf?" + parameters);
      if (!response.ok) return texts.failed + " " + (await reason(response));
      handOver(await response.blob(), named(response));
      return texts.done;
    } catch (_error) {
      return texts.failed;
    } finally {
      button.disabled = false;
    }
  };
})();
