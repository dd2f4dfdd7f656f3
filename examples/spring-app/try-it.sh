#!/usr/bin/env bash
# Drives the running application through the whole life of a file: upload, generate, save, delete, sweep.
# Exits 0 only if every step answered as it should.
#
#   ./try-it.sh [http://localhost:8080]
set -euo pipefail

base="${1:-http://localhost:8080}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
step=0

# call EXPECTED_STATUS USER CURL_ARGUMENT...: the body is in $body afterwards
call() {
  local expected="$1" user="$2" status
  shift 2
  local login=()
  [[ "$user" == nobody ]] || login=(-u "$user:${user}-demo")
  step=$((step + 1))
  status="$(curl -sS -o "$work/body" -w '%{http_code}' ${login[@]+"${login[@]}"} "$@")"
  body="$(cat "$work/body" | tr -d '\0')"
  if [[ "$status" != "$expected" ]]; then
    echo "Step $step: expected $expected, got $status from: curl $*" >&2
    echo "$body" >&2
    exit 1
  fi
}

# field NAME: the first string or number under that name in $body
field() {
  sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" <<<"$body" | head -n 1
}

# until_it TEXT STATUS USER CURL_ARGUMENT...: asks again until the answer has that status and holds the text
until_it() {
  local text="$1" expected="$2" user="$3"
  shift 3
  local login=()
  [[ "$user" == nobody ]] || login=(-u "$user:${user}-demo")
  step=$((step + 1))
  for _ in $(seq 1 150); do
    local status
    status="$(curl -sS -o "$work/body" -w '%{http_code}' ${login[@]+"${login[@]}"} "$@")"
    body="$(cat "$work/body" | tr -d '\0')"
    if [[ "$status" == "$expected" && "$body" == *"$text"* ]]; then
      return
    fi
    sleep 0.2
  done
  echo "Step $step: never saw $expected with \"$text\" from: curl $*" >&2
  echo "$body" >&2
  exit 1
}

say() { printf '%-62s' "$1"; }
ok() { echo " ok"; }

say "the application is up"
for _ in $(seq 1 300); do
  curl -sS -o /dev/null "$base/files/media/none" 2>/dev/null && break
  sleep 0.2
done
call 404 nobody "$base/files/media/none"
ok

base64 -d >"$work/cat.png" <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAbElEQVR42hXNQRUAUQhCUZOYhCQmeUlIQhISzR+XXA7ODDtouIHBQ4YOM8suWm
5h8ZKl+0CskDiBsIioHhx76LiDw0eO3oN/4FVf+J8h0PduzBqZ8x/bxNQPwgaFy192SGgelC0q13/CJaXlA+odUoEVKnyAAAAAAElFTkSuQmCC
PNG
printf '<!doctype html><script>alert(1)</script>' >"$work/trick.png"

say "upload: nobody and wrong files are refused"
call 401 nobody -F "file=@$work/cat.png" "$base/api/v1/uploads"
call 415 alice -F "file=@$work/trick.png;type=image/png" "$base/api/v1/uploads"
[[ "$(field code)" == ML-UP-003 ]]
call 200 alice "$base/api/v1/uploads/limits"
ok

say "upload: a form and a raw stream are taken, bytes unchanged"
call 201 alice -F "file=@$work/cat.png" "$base/api/v1/uploads?role=image"
image="$(field url)"
[[ "$(field sha256)" == "$(sha256sum "$work/cat.png" | cut -d' ' -f1)" ]]
call 201 alice --data-binary "@$work/cat.png" "$base/api/v1/uploads?role=image"
second="$(field url)"
call 200 nobody "$image"
cmp -s "$work/body" "$work/cat.png"
ok

say "inputs are private: only a signed URL reads them"
call 201 alice -F "file=@$work/cat.png" "$base/api/v1/uploads"
signed="$(field url)"
call 200 nobody "$signed"
call 403 nobody "${signed%%\?*}"
ok

say "webhooks: a forgery is refused"
call 401 nobody -H 'webhook-id: msg_1' -H 'webhook-timestamp: 1' -H 'webhook-signature: v1,dGVzdA==' \
  -H 'Content-Type: application/json' -d '{"id":"x","status":"succeeded"}' "$base/api/v1/webhooks/replicate"
[[ "$body" == '{"processed":false,"reason":"Invalid signature"}' ]]
ok

say "generate: the output is kept, the inputs are gone"
call 201 alice -F 'prompt=a cat on a mountain' -F "input1=@$work/cat.png" -F "input2=@$work/cat.png" \
  "$base/api/v1/generations"
job="$(field id)"
until_it '"status":"SUCCEEDED"' 200 alice "$base/api/v1/generations/$job"
output="$(field url)"
call 200 nobody "$output"
until_it '"state":"DELETED"' 200 alice "$base/api/v1/generations/$job"
[[ "$body" != *'"state":"ACTIVE"'* ]]
call 403 bob "$base/api/v1/generations/$job"
ok

say "generate: failure and cancellation are told"
call 201 alice -F 'prompt=please fail' -F "input1=@$work/cat.png" "$base/api/v1/generations"
until_it '"status":"FAILED"' 200 alice "$base/api/v1/generations/$(field id)"
call 201 alice -F 'prompt=please cancel' "$base/api/v1/generations"
until_it '"status":"CANCELED"' 200 alice "$base/api/v1/generations/$(field id)"
call 201 alice -F 'prompt=say everything twice' "$base/api/v1/generations"
until_it '"status":"SUCCEEDED"' 200 alice "$base/api/v1/generations/$(field id)"
ok

say "save: it is in the gallery, and nobody else can delete it"
call 201 alice -H 'Content-Type: application/json' -d "{\"jobId\":\"$job\",\"index\":0}" "$base/api/v1/gallery"
item="$(field id)"
call 200 alice "$base/api/v1/gallery"
[[ "$body" == *"$output"* ]]
call 403 bob -X DELETE "$base/api/v1/gallery/$item"
call 200 nobody "$output"
ok

say "delete: the file follows the record"
call 204 alice -X DELETE "$base/api/v1/gallery/$item"
until_it '' 404 nobody "$output"
ok

name="patch $RANDOM$RANDOM"
say "records: what an update removes goes, what a delete names goes"
call 201 alice -H 'Content-Type: application/json' \
  -d "{\"name\":\"$name\",\"images\":[\"$image\"],\"schema\":{\"imageUrl\":\"$second\"}}" "$base/api/v1/patches"
patch="$(field id)"
call 200 alice -X PUT -H 'Content-Type: application/json' \
  -d "{\"name\":\"$name\",\"images\":[],\"schema\":{\"imageUrl\":\"$second\"}}" "$base/api/v1/patches/$patch"
until_it '' 404 nobody "$image"
call 200 nobody "$second"
call 204 alice -X DELETE "$base/api/v1/patches/$patch"
until_it '' 404 nobody "$second"
ok

say "sweep: a dry run for the person in charge, nothing given up"
call 403 alice -X POST "$base/admin/sweeps"
call 200 admin -X POST "$base/admin/sweeps"
[[ "$(field mode)" == DRY_RUN && "$(field outcome)" == COMPLETED ]]
call 200 admin -H 'Content-Type: application/json' -d '{"mode":"EXECUTE"}' "$base/admin/sweeps"
[[ "$(field outcome)" == COMPLETED ]]
call 200 admin "$base/admin/given-up"
[[ "$body" == '[]' ]]
ok

echo "All $step steps answered as they should."
